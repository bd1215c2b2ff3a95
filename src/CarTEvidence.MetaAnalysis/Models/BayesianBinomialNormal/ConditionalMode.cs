namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The mode of μ for one tau.</summary>
/// <param name="Mu">The mode.</param>
/// <param name="Tau">The tau.</param>
/// <param name="Width">Standard deviation of the normal approximation there.</param>
/// <param name="Value">Log-likelihood there, with the log prior density of μ.</param>
/// <param name="LogMass">Log of the integral of its exponential over all μ, by Laplace's approximation; in a region, that of all groups, with the prior of tau, per unit of asinh(tau / scale).</param>
internal readonly record struct ConditionalMode(double Mu, double Tau, double Width, double Value, double LogMass);
