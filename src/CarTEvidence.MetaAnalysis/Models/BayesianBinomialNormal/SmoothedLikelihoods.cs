using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Marginal likelihoods ∫ L(η) φ((η − μ)/tau)/tau dη of many studies at many μ: every study shares the points of η, every μ the values of L.</summary>
/// <remarks>
/// <para>
/// The trapezoidal rule on evenly spaced η converges exponentially while the step is below the width of the integrand, 1/√(n/4 + 1/tau²), and of the logistic curve
/// itself (Trefethen and Weideman, SIAM Review 2014, doi:10.1137/130932132). A normal density is computed once for all studies, a likelihood once for all μ; a marginal
/// likelihood is then the inner product of two rows. Where tau is narrow against the likelihood, Gauss–Hermite points about μ take the place of the rule.
/// </para>
/// <para>
/// For wide tau the points stop where L no longer changes. A study without events, or with nothing but events, has a likelihood that stays at 1 on one side for ever:
/// the rule then integrates its difference from a normal distribution function, whose own integral is known.
/// </para>
/// </remarks>
internal sealed class SmoothedLikelihoods
{
    /// <summary>Most patients of a study whose likelihood cannot vanish in double precision where it matters.</summary>
    public const double MostPatients = 900;

    // In standard deviations of the random effect: e^−45 of its density, so that a study three deviations out is still integrated whole.
    private const double Window = 9.5;

    // From here on no likelihood of up to 900 patients changes any more.
    private const double FlatBeyond = 50;

    // Above this tau the points end where the likelihoods are flat.
    private const double WideTau = 4;

    private const double LargestStep = 0.35;
    private const double ShareOfWidth = 0.8;

    // Values serve the next tau if their step is not finer than this share of what it needs.
    private const double Reusable = 0.75;

    // Below these tau is narrow against the likelihoods: 15 Gauss–Hermite points then leave twelve digits.
    private const double NarrowTau = 0.25;
    private const double NarrowShare = 0.35;

    private const int RowsAtOnce = 4;

    // Vectors of a kernel between two exponentials.
    private const int Restart = 8;
    private const double Vanished = 1e-250;

    private static readonly GaussRule Narrow = GaussRule.Hermite(15);

    private readonly BinomialLikelihood[] _studies;
    private readonly double[] _mu;
    private readonly double _most;

    // Values of every study at m·step for m = first, first + 1, …, row by row; the last step, and what it covers.
    private double[] _values = [];
    private double _step;
    private int _first;
    private int _count;
    private bool _wide;

    /// <summary>Takes the studies and the places.</summary>
    /// <param name="studies">Studies of at most <see cref="MostPatients"/> patients.</param>
    /// <param name="mu">Means of η, ascending, a multiple of eight.</param>
    public SmoothedLikelihoods(BinomialLikelihood[] studies, double[] mu)
    {
        _studies = studies;
        _mu = mu;
        _most = studies.Max(s => s.Total);
    }

    /// <summary>Log marginal likelihoods, one row a study.</summary>
    /// <param name="tau">Standard deviation of the random effect, above 0.</param>
    /// <param name="from">First place wanted, a multiple of eight.</param>
    /// <param name="to">The place after the last, a multiple of eight; entries outside are −∞.</param>
    public double[][] Log(double tau, int from, int to)
    {
        var rows = Array.ConvertAll(_studies, _ => new double[_mu.Length]);
        if (tau <= NarrowTau && tau * Math.Sqrt(_most / 4) <= NarrowShare)
        {
            AboutMeans(tau, rows, from, to);
        }
        else
        {
            OnPoints(tau, rows, from, to);
        }

        foreach (var row in rows)
        {
            var lanes = MemoryMarshal.Cast<double, Vector512<double>>(row.AsSpan());
            for (var j = 0; j < lanes.Length; j++)
            {
                lanes[j] = Vector512.Log(lanes[j]);
            }
        }

        return rows;
    }

    private void AboutMeans(double tau, double[][] rows, int from, int to)
    {
        var means = MemoryMarshal.Cast<double, Vector512<double>>(_mu.AsSpan(from, to - from));
        for (var i = 0; i < rows.Length; i++)
        {
            var lanes = MemoryMarshal.Cast<double, Vector512<double>>(rows[i].AsSpan(from, to - from));
            for (var j = 0; j < lanes.Length; j++)
            {
                var sum = Vector512<double>.Zero;
                for (var q = 0; q < Narrow.Nodes.Length; q++)
                {
                    sum += Narrow.Weights.Span[q] * _studies[i].Likelihood(means[j] + Vector512.Create(tau * Narrow.Nodes.Span[q]));
                }

                lanes[j] = sum;
            }
        }
    }

    private void OnPoints(double tau, double[][] rows, int from, int to)
    {
        Tabulate(tau, _mu[from], _mu[to - 1]);
        var room = Math.Min(_count, (int)((2 * Window * tau + LargestGap(from, to)) / _step) + 32);
        var (left, right) = (new double[room], new double[room]);
        for (var j = from; j < to; j += 2)
        {
            // Whole vectors around two means, inside the table; none if a wide tau has its means beyond every change of the likelihoods.
            var first = Math.Max(0, (int)Math.Floor((_mu[j] - Window * tau) / _step) - _first) / 8 * 8;
            var last = Math.Min(_count, ((int)Math.Ceiling((_mu[j + 1] + Window * tau) / _step) - _first + 8) / 8 * 8);
            var length = Math.Max(0, last - first);
            Kernel(left.AsSpan(0, length), _first + first, _mu[j], tau);
            Kernel(right.AsSpan(0, length), _first + first, _mu[j + 1], tau);
            for (var i = 0; i < rows.Length; i += RowsAtOnce)
            {
                Products(left.AsSpan(0, length), right, i * _count + first, rows, i, j);
            }

            for (var i = 0; _wide && i < rows.Length; i++)
            {
                rows[i][j] += Beyond(_studies[i], _mu[j], tau);
                rows[i][j + 1] += Beyond(_studies[i], _mu[j + 1], tau);
            }
        }
    }

    private double LargestGap(int from, int to)
    {
        var largest = 0.0;
        for (var j = from; j < to; j += 2)
        {
            largest = Math.Max(largest, _mu[j + 1] - _mu[j]);
        }

        return largest;
    }

    /// <summary>The part of the integral that is known in closed form.</summary>
    private static double Beyond(in BinomialLikelihood study, double mu, double tau) => study.OpenSide != 0
        ? NormalDistribution.Lower(study.OpenSide * (mu - study.Peak) / Math.Sqrt(1 + tau * tau))
        : 0;

    /// <summary>The normal density at evenly spaced points: each is the one before times a factor that shrinks by a constant one.</summary>
    private void Kernel(Span<double> kernel, int first, double mu, double tau)
    {
        var lanes = MemoryMarshal.Cast<double, Vector512<double>>(kernel);
        var ramp = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
        var scale = _step / tau;
        var jump = Vector512<double>.Count * scale;
        var shrink = Vector512.Create(Math.Exp(-jump * jump));
        var (value, factor) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var v = 0; v < lanes.Length; v++)
        {
            // Afresh from time to time, so that rounding does not grow, and wherever a product of nothing would stay nothing.
            if (v % Restart == 0 || Vector512.LessThanAny(value, Vector512.Create(Vanished)))
            {
                var z = (Vector512.Create((double)(first + 8 * v)) + ramp) * scale - Vector512.Create(mu / tau);
                value = Vector512.Create(scale * Math.Exp(-NormalDistribution.LogSqrtTwoPi)) * Vector512.Exp(-0.5 * z * z);
                factor = Vector512.Exp(-jump * z - Vector512.Create(0.5 * jump * jump));
            }

            lanes[v] = value;
            value *= factor;
            factor *= shrink;
        }
    }

    /// <summary>Inner products of two kernels with up to four rows of the table, so that each is read once for several.</summary>
    private void Products(ReadOnlySpan<double> left, double[] right, int at, double[][] rows, int row, int place)
    {
        var count = Math.Min(RowsAtOnce, rows.Length - row);

        // Rows that are missing repeat the last one.
        ref var r0 = ref _values[at];
        ref var r1 = ref _values[at + Math.Min(1, count - 1) * _count];
        ref var r2 = ref _values[at + Math.Min(2, count - 1) * _count];
        ref var r3 = ref _values[at + Math.Min(3, count - 1) * _count];
        ref var k = ref MemoryMarshal.GetReference(left);
        ref var l = ref right[0];
        Debug.Assert(left.Length % Vector512<double>.Count == 0 && left.Length <= right.Length && at + (count - 1) * _count + left.Length <= _values.Length);
        var (s0, s1, s2, s3) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (t0, t1, t2, t3) = (s0, s0, s0, s0);
        for (nuint m = 0; m < (nuint)left.Length; m += (nuint)Vector512<double>.Count)
        {
            var (first, second) = (Vector512.LoadUnsafe(ref k, m), Vector512.LoadUnsafe(ref l, m));
            var value = Vector512.LoadUnsafe(ref r0, m);
            (s0, t0) = (Vector512.FusedMultiplyAdd(first, value, s0), Vector512.FusedMultiplyAdd(second, value, t0));
            value = Vector512.LoadUnsafe(ref r1, m);
            (s1, t1) = (Vector512.FusedMultiplyAdd(first, value, s1), Vector512.FusedMultiplyAdd(second, value, t1));
            value = Vector512.LoadUnsafe(ref r2, m);
            (s2, t2) = (Vector512.FusedMultiplyAdd(first, value, s2), Vector512.FusedMultiplyAdd(second, value, t2));
            value = Vector512.LoadUnsafe(ref r3, m);
            (s3, t3) = (Vector512.FusedMultiplyAdd(first, value, s3), Vector512.FusedMultiplyAdd(second, value, t3));
        }

        ReadOnlySpan<Vector512<double>> sums = [s0, s1, s2, s3];
        ReadOnlySpan<Vector512<double>> next = [t0, t1, t2, t3];
        for (var i = 0; i < count; i++)
        {
            rows[row + i][place] = Vector512.Sum(sums[i]);
            rows[row + i][place + 1] = Vector512.Sum(next[i]);
        }
    }

    /// <summary>Makes the values that this tau needs, unless those of the last one serve.</summary>
    private void Tabulate(double tau, double least, double most)
    {
        var finest = Math.Min(LargestStep, ShareOfWidth / Math.Sqrt(_most / 4 + 1 / (tau * tau)));
        var wide = tau > WideTau;
        var (low, high) = wide ? (-FlatBeyond, FlatBeyond) : (least - Window * tau, most + Window * tau);
        if (_step <= finest && _step >= Reusable * finest && wide == _wide && low >= _first * _step && high <= (_first + _count - 16) * _step)
        {
            return;
        }

        // The next tau is a little wider and has, as a rule, nearly the same step.
        var margin = wide ? 0 : 0.25 * Window * tau;
        (_step, _wide) = (finest, wide);
        _first = (int)Math.Floor((low - margin) / _step);
        _count = ((int)Math.Ceiling((high + margin) / _step) - _first + 24) / 8 * 8;
        _values = new double[_studies.Length * _count];
        for (var i = 0; i < _studies.Length; i++)
        {
            Fill(_studies[i], _values.AsSpan(i * _count, _count));
        }
    }

    private void Fill(in BinomialLikelihood study, Span<double> row)
    {
        var lanes = MemoryMarshal.Cast<double, Vector512<double>>(row);
        var ramp = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
        for (var v = 0; v < lanes.Length; v++)
        {
            lanes[v] = study.Likelihood((Vector512.Create((double)(_first + 8 * v)) + ramp) * _step);
        }

        if (_wide && study.OpenSide != 0)
        {
            for (var m = 0; m < row.Length; m++)
            {
                row[m] -= NormalDistribution.Lower(study.OpenSide * ((_first + m) * _step - study.Peak));
            }
        }
    }
}
