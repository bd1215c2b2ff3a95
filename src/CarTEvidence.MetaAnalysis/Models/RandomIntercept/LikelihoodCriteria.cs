namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Information criteria of maximum-likelihood fits.</summary>
internal static class LikelihoodCriteria
{
    /// <summary>Akaike's and Schwarz's criteria; the small-sample correction as metafor has it, defined for every k.</summary>
    public static FitStatistics Of(double logLikelihood, int parameters, int studies)
    {
        var effective = Math.Max(studies, parameters + 2);
        return new FitStatistics
        {
            LogLikelihoodMl = logLikelihood,
            Aic = -2 * logLikelihood + 2 * parameters,
            Bic = -2 * logLikelihood + parameters * Math.Log(studies),
            Aicc = -2 * logLikelihood + 2.0 * parameters * effective / (effective - parameters - 1),
        };
    }
}
