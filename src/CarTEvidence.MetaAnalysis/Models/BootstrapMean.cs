using System.Globalization;
using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Limits of a pooled mean from draws of the studies with replacement, the estimator repeated on every draw.</summary>
/// <remarks>
/// Bias-corrected and accelerated limits, B. Efron, J. Am. Stat. Assoc. 1987;82:171–185, doi:10.1080/01621459.1987.10478410;
/// plain percentiles where those are not defined (two studies, or corrected levels beyond the outermost replicates).
/// </remarks>
internal sealed record BootstrapMean(Interval Interval, double StandardError, string Note)
{
    /// <summary>The routine that repeats an estimator of tau²; <c>null</c> where there is none.</summary>
    public static PooledEstimator? Estimator(TauSquaredEstimator estimator, bool common) => (common, estimator) switch
    {
        (true, _) => PooledEstimator.CommonEffect,
        (_, TauSquaredEstimator.DerSimonianLaird) => PooledEstimator.DerSimonianLaird,
        (_, TauSquaredEstimator.Reml) => PooledEstimator.Reml,
        (_, TauSquaredEstimator.Ml) => PooledEstimator.MaximumLikelihood,
        (_, TauSquaredEstimator.PauleMandel) => PooledEstimator.PauleMandel,
        _ => null,
    };

    /// <summary>Resamples at least two studies.</summary>
    /// <param name="yi">Effects, length k ≥ 2.</param>
    /// <param name="vi">Variances above 0, length k.</param>
    /// <param name="settings">Estimator, level, seed and number of draws.</param>
    public static BootstrapMean Of(ReadOnlySpan<double> yi, ReadOnlySpan<double> vi, RandomEffectsSettings settings)
    {
        // One thread: callers that have many fits run them side by side, and no number depends on the threads.
        var replicates = Bootstrap.Studies(yi, vi, BootstrapOptions.Default with
        {
            Estimator = Estimator(settings.Estimator, settings.Common)!.Value,
            Seed = settings.Seed,
            Replicates = settings.Replicates,
            Threads = 1,
        });
        var (limits, method) = Limits(replicates, yi.Length, settings.Level);
        return new BootstrapMean(
            new Interval(limits.Lower, limits.Upper, settings.Level),
            Deviation(replicates.Means),
            string.Create(
                CultureInfo.InvariantCulture,
                $"Bootstrap: {method} limits and the standard deviation of {settings.Replicates} draws of the {yi.Length} studies, seed {settings.Seed}; it comes without a test. With few studies such limits are short."));
    }

    private static (BootstrapInterval Limits, string Method) Limits(BootstrapReplicates replicates, int studies, double level)
    {
        if (studies > 2)
        {
            try
            {
                return (replicates.Interval(BootstrapIntervalMethod.Bca, level), "bias-corrected and accelerated (BCa)");
            }
            catch (InvalidOperationException)
            {
                // The corrected levels lie beyond the outermost draws; the plain ones do not.
            }
        }

        return (replicates.Interval(BootstrapIntervalMethod.Percentile, level), "percentile");
    }

    private static double Deviation(ReadOnlySpan<double> means)
    {
        double centre = 0, squares = 0;
        for (var i = 0; i < means.Length; i++)
        {
            var d = means[i] - centre;
            centre += d / (i + 1);
            squares += d * (means[i] - centre);
        }

        return Math.Sqrt(squares / (means.Length - 1));
    }
}
