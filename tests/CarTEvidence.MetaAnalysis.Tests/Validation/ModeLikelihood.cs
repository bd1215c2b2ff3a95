using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>
/// What R's metafor (5.1-12) prints as the log-likelihood of models fitted by lme4's <c>glmer</c> with several nodes: the likelihood of the counts given the most likely
/// study effects, not the marginal one that was maximised.
/// </summary>
internal static class ModeLikelihood
{
    public static double Of<TStudy, TBranch>(IEnumerable<TStudy> studies, double mu, double tau)
        where TStudy : ICountLikelihood<TBranch>
        where TBranch : struct, ILikelihoodBranch => studies.Sum(study => study.Value(mu + tau * Mode(u => tau * study.Slope(mu + tau * u).Score - u)));

    /// <summary>The root of a falling function.</summary>
    public static double Mode(Func<double, double> slope)
    {
        var (low, high) = (-100.0, 100.0);
        for (var i = 0; i < 200; i++)
        {
            var middle = 0.5 * (low + high);
            (low, high) = slope(middle) > 0 ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }
}
