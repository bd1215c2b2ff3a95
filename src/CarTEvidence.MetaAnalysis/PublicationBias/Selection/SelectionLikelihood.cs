using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>
/// The log-likelihood Σ log { w(p) φ(y; μ, v + tau²) / A(μ, tau²) }, where A is the average of w over the distribution of y before selection,
/// with its exact gradient and Hessian in (μ, tau², log δ).
/// </summary>
/// <remarks>
/// In x = y/√v, before selection normal with mean m = μ/√v and variance s² = 1 + tau²/v ≥ 1, the p-value is a function of x alone. With g the logarithm of the
/// integrand of A, ∇ log A = E ∇g and ∇² log A = E ∇²g + Cov ∇g under the selected distribution, so that one pass of Gauss–Legendre panels gives all three.
/// Every study uses the same panels where the p-value moves, so its logarithms are computed once.
/// </remarks>
internal sealed class SelectionLikelihood
{
    // Beyond nine standard deviations nothing contributes in double precision, and the weight no longer changes.
    private const double Reach = 9;
    private const double InnerPanel = 0.75;
    private const double OuterPanel = 1.5;
    private static readonly GaussRule Rule = GaussRule.Legendre(16);
    private readonly double[] _v;
    private readonly SelectionPoint[] _study;
    private readonly SelectionPoint[] _inner;
    private readonly double[] _innerLogWidth;
    private readonly SelectionWeight _weight;
    private readonly int _sign;

    public SelectionLikelihood(ReadOnlySpan<double> yi, ReadOnlySpan<double> vi, SelectionFunction function, SelectionAlternative alternative, IReadOnlyList<double> steps)
    {
        _v = vi.ToArray();
        _weight = new SelectionWeight(function, alternative == SelectionAlternative.TwoSided, [.. steps.Order()]);

        // Selection of negative effects is selection of positive ones of the mirrored data.
        _sign = alternative == SelectionAlternative.Less ? -1 : 1;
        _study = new SelectionPoint[_v.Length];
        for (var i = 0; i < _study.Length; i++)
        {
            _study[i] = _weight.At(_sign * yi[i] / Math.Sqrt(vi[i]));
        }

        (_inner, _innerLogWidth) = InnerNodes();
    }

    /// <summary>Number of studies, k.</summary>
    public int StudyCount => _study.Length;

    /// <summary>Number of free selection parameters.</summary>
    public int ParameterCount => _weight.ParameterCount;

    /// <summary>Number of studies in each interval of a step function.</summary>
    public int[] IntervalCounts()
    {
        var counts = new int[_weight.IntervalCount];
        foreach (var point in _study)
        {
            counts[point.Interval]++;
        }

        return counts;
    }

    /// <summary>The log-likelihood; negative infinity where it is not a number.</summary>
    /// <param name="mean">μ of the data as given.</param>
    /// <param name="tau2">Between-study variance, 0 or more.</param>
    /// <param name="delta">Free selection parameters, each above 0.</param>
    /// <param name="gradient">Receives the derivatives in μ, tau² and log δ, length 2 + parameters.</param>
    /// <param name="hessian">Receives the second derivatives, row by row.</param>
    public double At(double mean, double tau2, ReadOnlySpan<double> delta, Span<double> gradient, Span<double> hessian)
    {
        var q = 2 + delta.Length;
        gradient.Clear();
        hessian.Clear();
        var average = new LogAverage(q);
        var logWeight = new double[_inner.Length];
        for (var n = 0; n < logWeight.Length; n++)
        {
            logWeight[n] = _weight.Log(_inner[n], delta) + _innerLogWidth[n];
        }

        Span<double> first = stackalloc double[q];
        Span<double> second = stackalloc double[q * q];
        var sum = 0.0;
        for (var i = 0; i < _v.Length; i++)
        {
            var se = Math.Sqrt(_v[i]);
            var before = new NormalBefore(_sign * mean / se, 1 + (tau2 / _v[i]), se);
            Integrate(before, delta, logWeight, average);
            sum += _weight.Log(_study[i], delta) + before.LogDensity(_study[i].X) - Math.Log(se) - average.Value;
            Derivatives(_study[i], before, delta, first, second);
            for (var a = 0; a < q; a++)
            {
                gradient[a] += first[a] - average.Gradient[a];
                for (var b = 0; b < q; b++)
                {
                    hessian[(a * q) + b] += second[(a * q) + b] - average.Hessian[(a * q) + b];
                }
            }
        }

        // μ was turned with the data.
        gradient[0] *= _sign;
        for (var a = 1; a < q; a++)
        {
            hessian[a] *= _sign;
            hessian[a * q] *= _sign;
        }

        return double.IsFinite(sum) ? sum : double.NegativeInfinity;
    }

    private void Integrate(NormalBefore before, ReadOnlySpan<double> delta, double[] logWeight, LogAverage average)
    {
        var q = 2 + delta.Length;
        Span<double> first = stackalloc double[q];
        Span<double> second = stackalloc double[q * q];
        var s = Math.Sqrt(before.Variance);
        average.Start();
        for (var n = 0; n < _inner.Length; n++)
        {
            var log = logWeight[n] + before.LogDensity(_inner[n].X);
            if (average.Matters(log))
            {
                Derivatives(_inner[n], before, delta, first, second);
                average.Add(log, first, second);
            }
        }

        // Outside, where p is 0 or 1 to the last bit, only the normal density moves.
        Outside(Reach, before.Mean + (Reach * s), before, delta, average);
        Outside(before.Mean - (Reach * s), -Reach, before, delta, average);
        average.Finish();
    }

    private void Outside(double from, double to, NormalBefore before, ReadOnlySpan<double> delta, LogAverage average)
    {
        if (!(to > from))
        {
            return;
        }

        from = Math.Max(from, before.Mean - (Reach * Math.Sqrt(before.Variance)));
        to = Math.Min(to, before.Mean + (Reach * Math.Sqrt(before.Variance)));
        if (!(to > from))
        {
            return;
        }

        var q = 2 + delta.Length;
        Span<double> first = stackalloc double[q];
        Span<double> second = stackalloc double[q * q];
        var limit = _weight.At(from >= Reach ? Reach : -Reach);
        var logWeight = _weight.Log(limit, delta);
        var panels = (int)Math.Ceiling((to - from) / (OuterPanel * Math.Sqrt(before.Variance)));
        var width = (to - from) / panels;
        for (var n = 0; n < panels * Rule.Nodes.Length; n++)
        {
            var node = n % Rule.Nodes.Length;
            var point = limit with { X = from + (width * ((n / Rule.Nodes.Length) + ((1 + Rule.Nodes.Span[node]) / 2))) };
            var log = logWeight + before.LogDensity(point.X) + Math.Log(Rule.Weights.Span[node] * width / 2);
            if (average.Matters(log))
            {
                Derivatives(point, before, delta, first, second);
                average.Add(log, first, second);
            }
        }
    }

    // First and second derivatives of log w + log density in (μ, tau², log δ).
    private void Derivatives(in SelectionPoint point, NormalBefore before, ReadOnlySpan<double> delta, Span<double> first, Span<double> second)
    {
        var q = first.Length;
        second.Clear();
        var (r, s2, se) = (point.X - before.Mean, before.Variance, before.StandardError);
        var v = se * se;
        first[0] = r / (s2 * se);
        first[1] = ((r * r / s2) - 1) / (2 * s2 * v);
        second[0] = -1 / (s2 * v);
        second[1] = second[q] = -r / (s2 * s2 * se * v);
        second[q + 1] = (0.5 - (r * r / s2)) / (s2 * s2 * v * v);
        _weight.Derivatives(point, delta, first[2..], second);
    }

    // Panels broken where the weight has a jump or a kink.
    private (SelectionPoint[] Points, double[] LogWidth) InnerNodes()
    {
        double[] breaks = [-Reach, .. _weight.Breaks.Where(b => Math.Abs(b) < Reach).Order(), Reach];
        var points = new List<SelectionPoint>();
        var logWidth = new List<double>();
        for (var j = 1; j < breaks.Length; j++)
        {
            var panels = Math.Max(1, (int)Math.Ceiling((breaks[j] - breaks[j - 1]) / InnerPanel));
            var width = (breaks[j] - breaks[j - 1]) / panels;
            for (var panel = 0; panel < panels; panel++)
            {
                for (var n = 0; n < Rule.Nodes.Length; n++)
                {
                    points.Add(_weight.At(breaks[j - 1] + (width * (panel + ((1 + Rule.Nodes.Span[n]) / 2)))));
                    logWidth.Add(Math.Log(Rule.Weights.Span[n] * width / 2));
                }
            }
        }

        return ([.. points], [.. logWidth]);
    }
}
