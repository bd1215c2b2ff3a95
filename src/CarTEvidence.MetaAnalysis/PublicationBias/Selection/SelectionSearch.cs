using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Maximises a <see cref="SelectionLikelihood"/> over mean, tau and the logarithms of the selection parameters.</summary>
internal sealed class SelectionSearch(SelectionLikelihood likelihood, double typicalVariance, int maxIterations)
{
    // No data distinguishes a selection parameter beyond this from a jump; R's metafor stops there too.
    private const double LargestDelta = 100;

    // Below this a selection parameter, or a share of the typical variance, is 0 for any use.
    private const double SmallestDelta = 1e-5;
    private const double SmallestShare = 1e-7;

    // A gain in log-likelihood, relative to it, that changes no conclusion.
    private const double Near = 1e-9;

    // With few studies the surface has several maxima; with many the data leave one.
    private const int ManyStudies = 100;

    private static readonly double[] Starts = [1, 4, 0.2, 20];

    private readonly double _scale = Math.Sqrt(typicalVariance);

    private int Count => 2 + likelihood.ParameterCount;

    /// <summary>The maximum, from several starts about the fit without selection.</summary>
    public SelectionMaximum Maximise(double mean, double tau2)
    {
        SelectionMaximum? best = null;
        foreach (var start in likelihood.StudyCount < ManyStudies ? Starts : Starts[..2])
        {
            var point = new double[Count];
            Array.Fill(point, Math.Log(start));
            point[0] = mean / _scale;
            point[1] = Math.Sqrt(Math.Max(tau2 / typicalVariance, 0.05));
            var found = Climb(point);
            if (best is null || found.LogLikelihood > best.LogLikelihood)
            {
                best = found;
            }
        }

        return best!;
    }

    private SelectionMaximum Climb(double[] point)
    {
        var held = new bool[Count];
        while (true)
        {
            int[] free = [.. Enumerable.Range(0, Count).Where(i => !held[i])];
            double[] start = [.. free.Select(i => point[i])];
            SmoothFunction surface = (p, gradient, hessian) => At(p, free, point, gradient, hessian);
            var found = Maximisation.Newton(surface, start, Near, maxIterations, longestStep: 1);

            // On a surface without curvature to follow, the last digits are a long walk to nowhere.
            if (IsPeaked(surface, start))
            {
                found = Maximisation.Newton(surface, start, maxIterations: maxIterations, longestStep: 1);
            }

            for (var j = 0; j < free.Length; j++)
            {
                point[free[j]] = start[j];
            }

            // What ran off is put on its bound, and the others are maximised there.
            var moved = false;
            for (var i = 1; i < Count; i++)
            {
                if (!held[i] && Bound(i, point[i]) is { } bound)
                {
                    point[i] = bound;
                    held[i] = moved = true;
                }
            }

            if (!moved)
            {
                return Describe(point, held, free, found);
            }
        }
    }

    private static bool IsPeaked(SmoothFunction surface, ReadOnlySpan<double> point)
    {
        var hessian = new double[point.Length * point.Length];
        surface(point, new double[point.Length], hessian);
        for (var i = 0; i < hessian.Length; i++)
        {
            hessian[i] = -hessian[i];
        }

        return SymmetricMatrix.TryFactor(hessian, point.Length);
    }

    private static double? Bound(int index, double value) => index switch
    {
        1 => value * value < SmallestShare ? 0 : null,
        _ when value >= Math.Log(LargestDelta) => Math.Log(LargestDelta),
        _ when value <= Math.Log(SmallestDelta) => Math.Log(SmallestDelta),
        _ => null,
    };

    private SelectionMaximum Describe(double[] point, bool[] held, int[] free, MaximumFound found)
    {
        var n = free.Length;
        var hessian = new double[n * n];
        var value = At(free.Select(i => point[i]).ToArray(), free, point, new double[n], hessian);
        for (var i = 0; i < hessian.Length; i++)
        {
            hessian[i] = -hessian[i];
        }

        double? standardError = null;
        if (SymmetricMatrix.TryFactor(hessian, n))
        {
            // The mean is the first free parameter: it is never held.
            var unit = new double[n];
            unit[0] = 1;
            SymmetricMatrix.Solve(hessian, n, unit);
            standardError = _scale * Math.Sqrt(unit[0]);
        }

        return new SelectionMaximum(
            _scale * point[0],
            typicalVariance * point[1] * point[1],
            [.. point.Skip(2).Select(d => d <= Math.Log(SmallestDelta) ? 0 : Math.Exp(d))],
            value,
            standardError,
            held[1],
            held[2..],
            found.Converged);
    }

    // From derivatives in (μ, tau², log δ) to those in (μ/scale, tau/scale, log δ) of the free parameters.
    private double At(ReadOnlySpan<double> free, int[] index, double[] rest, Span<double> gradient, Span<double> hessian)
    {
        Span<double> all = stackalloc double[Count];
        rest.CopyTo(all);
        for (var j = 0; j < index.Length; j++)
        {
            all[index[j]] = free[j];
        }

        Span<double> delta = stackalloc double[Count - 2];
        for (var j = 0; j < delta.Length; j++)
        {
            // A step far past the bound is no candidate.
            if (all[2 + j] > Math.Log(LargestDelta) + 1)
            {
                return double.NegativeInfinity;
            }

            delta[j] = Math.Exp(all[2 + j]);
        }

        Span<double> first = stackalloc double[Count];
        Span<double> second = stackalloc double[Count * Count];
        var value = likelihood.At(_scale * all[0], typicalVariance * all[1] * all[1], delta, first, second);
        var slope = 2 * typicalVariance * all[1];
        for (var a = 0; a < index.Length; a++)
        {
            gradient[a] = Factor(index[a], slope) * first[index[a]];
            for (var b = 0; b < index.Length; b++)
            {
                hessian[(a * index.Length) + b] = Factor(index[a], slope) * Factor(index[b], slope) * second[(index[a] * Count) + index[b]];
            }

            if (index[a] == 1)
            {
                hessian[(a * index.Length) + a] += 2 * typicalVariance * first[1];
            }
        }

        return value;
    }

    private double Factor(int index, double slope) => index switch { 0 => _scale, 1 => slope, _ => 1 };
}
