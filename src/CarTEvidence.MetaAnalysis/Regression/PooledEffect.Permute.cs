using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    /// <summary>Tests the moderators of a meta-regression, together and one by one, by giving them to other studies and fitting the same model anew.</summary>
    /// <param name="options">Choices; <c>null</c> for the defaults (10,000 random orders, or all of them where they are fewer).</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within sixteen fits.</param>
    /// <returns>The tests of <see cref="Omnibus"/> and of every coefficient but the intercept: their statistics, with p-values that assume no distribution.</returns>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance, has no moderators, or takes its interval from the profile likelihood, which has no standard error to permute.</exception>
    /// <exception cref="ArgumentException">There are fewer than two studies more than moderators.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// Estimator of tau² and interval are those of this result, whichever they are: tau² is estimated anew in every order, and the statistics are z and QM, or t and F where the interval
    /// has degrees of freedom (t, HKSJ, Kenward–Roger). With DerSimonian and Laird's estimator and z, <see cref="PermutationTest"/> has the same test in vectors, some twenty times as fast.
    /// Higgins and Thompson (2004), doi:10.1002/sim.1752; with Hartung and Knapp's standard errors: Viechtbauer, López-López, Sánchez-Meca and Marín-Martínez (2015), doi:10.1037/met0000023.
    /// </remarks>
    public RegressionPermutation Permute(PermutationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var fit = RequireSource().Fit;
        if (fit.Columns < 2 || IntervalMethod == IntervalMethod.ProfileLikelihood)
        {
            throw new InvalidOperationException(fit.Columns < 2
                ? "There are no moderators to permute; PermuteSigns tests a mean by changes of sign."
                : "A profile likelihood has no standard errors, and so no statistics to permute; take another interval.");
        }

        var permuted = new PermutedRegression(fit);
        options = (options ?? PermutationOptions.Default) with { RandomEffects = !fit.Settings.Common };
        return PermutationTest.Regression(permuted.Moderators, permuted.CreateFit, permuted.HasDegreesOfFreedom, options, progress, cancellation) with { Names = [.. fit.Regression.Design.Names.Skip(1)] };
    }
}
