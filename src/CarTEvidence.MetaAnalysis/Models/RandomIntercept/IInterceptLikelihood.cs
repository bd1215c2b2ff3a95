namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The log-likelihood of a random-intercept model without moderators, as a function of (μ, tau).</summary>
internal interface IInterceptLikelihood
{
    /// <summary>Value and derivatives at μ and tau, 0 ≤ tau ≤ <see cref="InterceptIntegral.LargestTau"/>.</summary>
    InterceptDerivatives Evaluate(double mu, double tau);
}
