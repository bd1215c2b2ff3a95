namespace CarTEvidence.MetaAnalysis;

/// <summary>
/// The log-likelihood Σ log { w(p) φ(y; μ, v + tau²) / A(μ, tau²) }, where A is the average of w over the distribution of y before selection,
/// with its exact gradient and Hessian in (μ, tau², log δ).
/// </summary>
/// <remarks>
/// In x = y/√v, before selection normal with mean m = μ/√v and variance s² = 1 + tau²/v ≥ 1, the p-value is a function of x alone; <see cref="SelectionAverage"/> integrates over it.
/// </remarks>
internal sealed class SelectionLikelihood
{
    private readonly double[] _v;
    private readonly SelectionPoint[] _study;
    private readonly SelectionWeight _weight;
    private readonly SelectionAverage _average;
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

        _average = new SelectionAverage(_weight);
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
        _average.Weigh(delta);
        Span<double> first = stackalloc double[q];
        Span<double> second = stackalloc double[q * q];
        var sum = 0.0;
        for (var i = 0; i < _v.Length; i++)
        {
            var se = Math.Sqrt(_v[i]);
            var before = new NormalBefore(_sign * mean / se, 1 + (tau2 / _v[i]), se);
            _average.Integrate(before);
            sum += _weight.Log(_study[i], delta) + before.LogDensity(_study[i].X) - Math.Log(se) - _average.Value;
            Derivatives(_study[i], before, delta, first, second);
            for (var a = 0; a < q; a++)
            {
                gradient[a] += first[a] - _average.Gradient[a];
                for (var b = 0; b < q; b++)
                {
                    hessian[(a * q) + b] += second[(a * q) + b] - _average.Hessian[(a * q) + b];
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
}
