namespace CarTEvidence.MetaAnalysis.Models;

/// <content>The whole curves, for those who want to see them.</content>
internal sealed partial class InterceptProfile
{
    /// <summary>The profile of the mean or of tau².</summary>
    public static ProfileSource Source(IInterceptLikelihood likelihood, InterceptMaximum fit, ProfiledParameter parameter)
    {
        var profile = new InterceptProfile(likelihood, fit, 0);
        var (mu, warm) = (fit.Mu, fit.Tau);
        return parameter == ProfiledParameter.Mean
            ? new ProfileSource(fit.Mu, fit.MuStandardError, false, at => HeterogeneityCurve.Maximise(tau => profile.AtMean(at, tau), ref warm).Value)
            : new ProfileSource(fit.Tau * fit.Tau, Math.Max(fit.Tau * fit.Tau, fit.MuStandardError * fit.MuStandardError), false, LogLikelihood);

        double LogLikelihood(double tau2)
        {
            mu = profile.MaximiseMean(mu, Math.Min(Math.Sqrt(tau2), InterceptIntegral.LargestTau), out var at);
            return at.Value;
        }
    }
}
