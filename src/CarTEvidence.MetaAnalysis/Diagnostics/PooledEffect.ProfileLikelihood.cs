using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    private const int FewestPoints = 2;

    /// <summary>The likelihood that a likelihood model was fitted by, in a working space of the caller's own, and its maximum; <c>null</c> for other models and where there is no maximum.</summary>
    internal Func<(IInterceptLikelihood Likelihood, InterceptMaximum Maximum)>? Intercept { get; init; }

    /// <summary>The log-likelihood as a function of the mean or of tau², maximised over the other, with the interval that follows.</summary>
    /// <param name="parameter">Which of the two.</param>
    /// <param name="points">Number of points, at least 2.</param>
    /// <param name="lower">First value, on the scale of the analysis; <c>null</c> for a little below the interval.</param>
    /// <param name="upper">Last value; <c>null</c> for a little above the interval.</param>
    /// <returns>
    /// The profile; <c>null</c> where the likelihood has no maximum to set out from: one study, no or only events, and studies in which all patients or none have the event.
    /// </returns>
    /// <exception cref="ArgumentException">There are fewer than two points, or the range is empty.</exception>
    /// <exception cref="InvalidOperationException">The model has no likelihood of this kind, or the mean of a meta-regression is asked for.</exception>
    /// <remarks>
    /// Inverse-variance models: the mean by the full likelihood, tau² by the full one after ML and by the restricted one after any other estimator.
    /// The likelihood models of counts: their own likelihood. O(k) a point. R. J. Hardy, S. G. Thompson, Statistics in Medicine 15 (1996) 619–629.
    /// </remarks>
    public LikelihoodProfile? ProfileLikelihood(ProfiledParameter parameter, int points = 201, double? lower = null, double? upper = null)
    {
        if (points < FewestPoints)
        {
            throw new ArgumentException(FormattableString.Invariant($"A profile has at least {FewestPoints} points, not {points}."), nameof(points));
        }

        return ProfileOf(parameter)?.Trace(parameter, Level, points, lower, upper);
    }

    private ProfileSource? ProfileOf(ProfiledParameter parameter)
    {
        if (Source is { } source)
        {
            return ProfileSource.Of(source.Fit, parameter);
        }

        if (Intercept is { } intercept)
        {
            var (likelihood, maximum) = intercept();
            return InterceptProfile.Source(likelihood, maximum, parameter);
        }

        var likelihoodModel = Model is PoolingModel.BinomialNormal or PoolingModel.PoissonNormal or PoolingModel.GlmmUmFs or PoolingModel.GlmmUmRs or PoolingModel.GlmmCmEl or PoolingModel.GlmmCmAl;
        return likelihoodModel && Coefficients.Count < FewestPoints
            ? null
            : throw new InvalidOperationException($"The profile likelihood of {(likelihoodModel ? "a meta-regression by" : "the model")} {MethodNames.Models[Model].Name} is not computed.");
    }
}
