using CarTEvidence.MetaAnalysis.Numerics;
using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Wild bootstrap tests of a fitted meta-regression, the hypothesis imposed.</summary>
/// <remarks>
/// Of the hypothesis β_j = b: the restricted model is fitted to y − b x_j without x_j, and gives fitted values m and residuals e. A replicate is m + w e with one multiplier w a cluster; the whole
/// model fitted to it has the coefficient b* − b, so its own t is that of the hypothesis. tau² is estimated anew each time, in both models.
/// </remarks>
internal sealed partial class WildRegression
{
    // A study that the restricted model fits exactly, such as the only one of its kind, leaves rounding alone of 1 less its leverage, and of its residual.
    private const double LeastLeft = 1e-12;

    private readonly RandomEffectsFit _fit;
    private readonly int[] _clusters;
    private readonly bool _isRobust;
    private readonly WildProgress? _progress;

    /// <param name="fit">The fit.</param>
    /// <param name="clusters">The cluster of each study of the fit, numbered from 0; <c>null</c> where every study is its own and the fit's own standard errors are taken.</param>
    /// <param name="progress">Told the share done.</param>
    public WildRegression(RandomEffectsFit fit, int[]? clusters, WildProgress? progress = null)
    {
        (_fit, _isRobust, _progress) = (fit, clusters is not null, progress);
        _clusters = clusters ?? [.. Enumerable.Range(0, fit.Count)];
        ClusterCount = _clusters.Max() + 1;
    }

    /// <summary>Number of clusters.</summary>
    public int ClusterCount { get; }

    /// <summary>The standard error behind the statistic of a coefficient; <c>null</c> where it is not defined.</summary>
    public double? StandardError(int coefficient) => Math.Sqrt(Covariance(_fit)[coefficient * _fit.Columns + coefficient]) is > 0 and var error ? error : null;

    /// <summary>Test that a coefficient has a value; <c>null</c> where its statistic is not defined.</summary>
    public WildTest? Test(int coefficient, double value, WildTestOptions options, CancellationToken cancellation)
    {
        if (StandardError(coefficient) is not { } error)
        {
            return null;
        }

        double[] column = _fit.Regression.Design.Column(coefficient), shifted = _fit.Regression.Effects.ToArray();
        for (var i = 0; i < shifted.Length; i++)
        {
            shifted[i] -= value * column[i];
        }

        return Bootstrap((_fit.Beta[coefficient] - value) / error, shifted, _fit.Regression.Design.Without(coefficient), Studentized, options, cancellation);

        double Studentized(RandomEffectsFit refit)
        {
            var variance = Covariance(refit)[coefficient * refit.Columns + coefficient];
            return variance > 0 ? refit.Beta[coefficient] / Math.Sqrt(variance) : double.NaN;
        }
    }

    /// <summary>Test that all coefficients but the intercept are 0; <c>null</c> where its statistic is not defined.</summary>
    public WildTest? TestAll(WildTestOptions options, CancellationToken cancellation) => Joint(_fit) is { } observed
        ? Bootstrap(observed, _fit.Regression.Effects.ToArray(), DesignMatrix.Intercept(_fit.Count), refit => Joint(refit) ?? double.NaN, options, cancellation)
        : null;

    private WildTest Bootstrap(double observed, double[] effects, DesignMatrix restricted, Func<RandomEffectsFit, double> statistic, WildTestOptions options, CancellationToken cancellation)
    {
        var variances = _fit.Regression.Variances.ToArray();
        var hypothesis = RandomEffectsFit.Fit(effects, variances, _fit.Settings with { Interval = IntervalMethod.Wald }, restricted);
        var fitted = new double[effects.Length];
        var residuals = new double[effects.Length];
        hypothesis.Regression.At(hypothesis.TauSquared);
        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] = hypothesis.Regression.Fitted(i);
            var left = options.AdjustResiduals ? 1 - hypothesis.Regression.FittedVariance(i) / (variances[i] + hypothesis.TauSquared) : 1;
            residuals[i] = left > LeastLeft ? (effects[i] - fitted[i]) / Math.Sqrt(left) : 0;
        }

        var test = Resampling.Bootstrap.WildTest(
            observed,
            ClusterCount,
            () =>
            {
                var made = new double[fitted.Length];
                return multipliers =>
                {
                    for (var i = 0; i < made.Length; i++)
                    {
                        made[i] = fitted[i] + multipliers[_clusters[i]] * residuals[i];
                    }

                    return statistic(RandomEffectsFit.Fit(made, variances, _fit.Settings, _fit.Regression.Design));
                };
            },
            options,
            _progress,
            cancellation);
        _progress?.Next();
        return test;
    }

    private double? Joint(RandomEffectsFit fit)
    {
        if (!_isRobust)
        {
            return fit.Omnibus().Statistic;
        }

        var (p, m) = (fit.Columns, fit.Columns - 1);
        var covariance = Covariance(fit);
        var block = new double[m * m];
        for (var i = 0; i < m; i++)
        {
            covariance.AsSpan((i + 1) * p + 1, m).CopyTo(block.AsSpan(i * m));
        }

        return RandomEffectsFit.WaldTest(fit.Beta[1..], block, double.PositiveInfinity).Statistic;
    }

    /// <summary>The fit's own covariance, or CR1: m/(m − p) times C (Σ s s') C with the scores s of whole clusters.</summary>
    private double[] Covariance(RandomEffectsFit fit)
    {
        if (!_isRobust)
        {
            return fit.Covariance;
        }

        var p = fit.Columns;
        var scores = new double[ClusterCount * p];
        fit.Regression.At(fit.TauSquared);
        for (var i = 0; i < fit.Count; i++)
        {
            var row = fit.Regression.Design.Row(i);
            var share = (fit.Regression.Effects[i] - fit.Regression.Fitted(i)) / (fit.Regression.Variances[i] + fit.TauSquared);
            for (var j = 0; j < p; j++)
            {
                scores[_clusters[i] * p + j] += share * row[j];
            }
        }

        var meat = new double[p * p];
        for (var g = 0; g < ClusterCount; g++)
        {
            for (var j = 0; j < p * p; j++)
            {
                meat[j] += scores[g * p + j / p] * scores[g * p + j % p];
            }
        }

        var (half, sandwich) = (new double[p * p], new double[p * p]);
        SymmetricMatrix.Multiply(fit.Regression.Inverse, meat, p, half);
        SymmetricMatrix.Multiply(half, fit.Regression.Inverse, p, sandwich);
        for (var j = 0; j < sandwich.Length; j++)
        {
            sandwich[j] *= ClusterCount > p ? ClusterCount / (double)(ClusterCount - p) : double.NaN;
        }

        return fit.Regression.Design.ToColumnCovariance(sandwich);
    }
}
