using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    /// <summary>Tests that the pooled mean has a value by changing the signs of the deviations from it and fitting the same model anew.</summary>
    /// <param name="value">The value, finite, on the scale of the analysis; deviations from it are taken to be symmetric under the hypothesis.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults (10,000 random changes of signs, or all of them where they are fewer).</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within sixteen fits.</param>
    /// <returns>The test: the statistic of the mean, with a p-value that assumes no distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    /// <exception cref="ArgumentException">There are fewer than two studies, or the deviations as they are have no statistic.</exception>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance, is a regression, or takes its interval from the profile likelihood or the bootstrap, which have no statistic.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// Estimator of tau² and interval are those of this result, whichever they are: tau² is estimated anew for all signs, and the statistic is z, or t where the interval has degrees of freedom
    /// (t, HKSJ, Kenward–Roger). With k studies the exact p-value is at least 2¹⁻ᵏ. With DerSimonian and Laird's estimator and z, <see cref="PermutationTest"/> has the same test in vectors.
    /// Follmann and Proschan (1999), Valid inference in random effects meta-analysis, doi:10.1111/j.0006-341X.1999.00732.x.
    /// </remarks>
    public PermutationResult PermuteSigns(double value = 0, PermutationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var fit = RequireSource().Fit;
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "The value to test is finite.");
        }

        if (fit.Columns > 1)
        {
            throw new InvalidOperationException("Changes of sign test a mean, and this is a regression; Permute tests its moderators.");
        }

        if (IntervalMethod is IntervalMethod.ProfileLikelihood or IntervalMethod.Bootstrap)
        {
            throw new InvalidOperationException($"The interval of the fit is {MethodNames.Intervals[IntervalMethod].Name}, which has no statistic; take another one.");
        }

        options = (options ?? PermutationOptions.Default) with { RandomEffects = !fit.Settings.Common };
        return PermutationTest.Mean(fit.Count, CreateFit, !double.IsPositiveInfinity(fit.Inference.DegreesOfFreedom), options, progress, cancellation);

        SignedFit CreateFit()
        {
            double[] deviations = [.. fit.Regression.Effects.ToArray().Select(effect => effect - value)], made = new double[deviations.Length], variances = fit.Regression.Variances.ToArray();
            return signs =>
            {
                for (var i = 0; i < made.Length; i++)
                {
                    made[i] = signs[i] * deviations[i];
                }

                var refit = RandomEffectsFit.Fit(made, variances, fit.Settings, fit.Regression.Design);
                var error = refit.StandardError(0);
                return error > 0 ? refit.Beta[0] / error : double.NaN;
            };
        }
    }
}
