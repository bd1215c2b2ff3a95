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
        var kernel = new double[Math.Min(_count, (int)(2 * Window * tau / _step) + 24)];
        for (var j = from; j < to; j++)
        {
            // Whole vectors around the mean, inside the table; none if a wide tau has its mean beyond every change of the likelihoods.
            var first = Math.Max(0, (int)Math.Floor((_mu[j] - Window * tau) / _step) - _first) / 8 * 8;
            var last = Math.Min(_count, ((int)Math.Ceiling((_mu[j] + Window * tau) / _step) - _first + 8) / 8 * 8);
            var length = Math.Max(0, last - first);
            Kernel(kernel.AsSpan(0, length), _first + first, _mu[j], tau);
            var i = 0;
            for (; i + 4 <= rows.Length; i += 4)
            {
                Products(kernel.AsSpan(0, length), _values.AsSpan(i * _count + first), _count, out rows[i][j], out rows[i + 1][j], out rows[i + 2][j], out rows[i + 3][j]);
            }

            for (; i < rows.Length; i++)
            {
                rows[i][j] = Product(kernel.AsSpan(0, length), _values.AsSpan(i * _count + first, length));
            }

            for (i = 0; _wide && i < rows.Length; i++)
            {
                rows[i][j] += Beyond(_studies[i], _mu[j], tau);
            }
        }
    }

    /// <summary>The part of the integral that is known in closed form.</summary>
    private static double Beyond(in BinomialLikelihood study, double mu, double tau) => study.OpenSide != 0
        ? NormalDistribution.Lower(study.OpenSide * (mu - study.Peak) / Math.Sqrt(1 + tau * tau))
        : 0;

    private void Kernel(Span<double> kernel, int first, double mu, double tau)
    {
        var lanes = MemoryMarshal.Cast<double, Vector512<double>>(kernel);
        var ramp = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
        var scale = _step / tau;
        var height = Vector512.Create(_step / tau * Math.Exp(-NormalDistribution.LogSqrtTwoPi));
        for (var v = 0; v < lanes.Length; v++)
        {
            var z = (Vector512.Create((double)(first + 8 * v)) + ramp) * scale - Vector512.Create(mu / tau);
            lanes[v] = height * Vector512.Exp(-0.5 * z * z);
        }
    }

    /// <summary>Inner products of one kernel with four rows of the table, so that the kernel is read once for all of them.</summary>
    private static void Products(ReadOnlySpan<double> kernel, ReadOnlySpan<double> values, int stride, out double a, out double b, out double c, out double d)
    {
        ref var k = ref MemoryMarshal.GetReference(kernel);
        ref var v = ref MemoryMarshal.GetReference(values);
        Debug.Assert(values.Length >= 3 * stride + kernel.Length && kernel.Length % Vector512<double>.Count == 0);
        var (s0, s1, s2, s3) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        for (nuint m = 0; m < (nuint)kernel.Length; m += (nuint)Vector512<double>.Count)
        {
            var weight = Vector512.LoadUnsafe(ref k, m);
            s0 = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref v, m), s0);
            s1 = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref v, m + (nuint)stride), s1);
            s2 = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref v, m + 2 * (nuint)stride), s2);
            s3 = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref v, m + 3 * (nuint)stride), s3);
        }

        (a, b, c, d) = (Vector512.Sum(s0), Vector512.Sum(s1), Vector512.Sum(s2), Vector512.Sum(s3));
    }

    private static double Product(ReadOnlySpan<double> kernel, ReadOnlySpan<double> values)
    {
        var a = MemoryMarshal.Cast<double, Vector512<double>>(kernel);
        var b = MemoryMarshal.Cast<double, Vector512<double>>(values);
        var sum = Vector512<double>.Zero;
        for (var v = 0; v < a.Length; v++)
        {
            sum = Vector512.FusedMultiplyAdd(a[v], b[v], sum);
        }

        return Vector512.Sum(sum);
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
