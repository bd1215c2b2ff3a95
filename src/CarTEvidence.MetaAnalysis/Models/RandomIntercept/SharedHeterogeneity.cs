namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The log-likelihood of one subgroup's mean and of the tau that all subgroups share, the means of the other subgroups maximised out.</summary>
/// <remarks>
/// What belongs to the others is a function of tau alone (<see cref="MeanProfile"/>), so that the search, the standard errors and the profile limits of a lone
/// mean serve the joint model: its derivatives are the Schur complements of the full ones.
/// </remarks>
internal sealed class SharedHeterogeneity(IInterceptLikelihood own, IReadOnlyList<MeanProfile> others) : IInterceptLikelihood
{
    /// <inheritdoc/>
    public InterceptDerivatives Evaluate(double mu, double tau)
    {
        var sum = own.Evaluate(mu, tau);
        foreach (var other in others)
        {
            sum.Add(other.At(tau), 1);
        }

        return sum;
    }
}
