namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>A log-likelihood with the log density of a half-normal prior on tau added: a penalty of tau²/(2 s²).</summary>
/// <param name="likelihood">The log-likelihood.</param>
/// <param name="scale">Scale s of the prior; infinity for no penalty.</param>
/// <remarks>Chung, Rabe-Hesketh, Dorie, Gelman and Liu (2013), Psychometrika 78:685–709, penalise variances in this way (there with a gamma density).</remarks>
internal sealed class PenalisedLikelihood(IInterceptLikelihood likelihood, double scale) : IInterceptLikelihood
{
    private readonly double _precision = 1 / (scale * scale);

    /// <inheritdoc/>
    public InterceptDerivatives Evaluate(double mu, double tau)
    {
        var at = likelihood.Evaluate(mu, tau);
        at.Value -= 0.5 * _precision * tau * tau;
        at.Tau -= _precision * tau;
        at.TauTau -= _precision;
        return at;
    }
}
