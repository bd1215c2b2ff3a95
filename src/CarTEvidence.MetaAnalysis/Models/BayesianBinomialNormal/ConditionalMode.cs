namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The mode of μ for one tau.</summary>
/// <param name="Mu">The mode.</param>
/// <param name="Tau">The tau.</param>
/// <param name="Width">Standard deviation of the normal approximation there.</param>
/// <param name="Value">Log of the joint density there.</param>
/// <param name="LogMass">Log of the mass of all μ by Laplace's approximation, per unit of asinh(tau / scale).</param>
internal readonly record struct ConditionalMode(double Mu, double Tau, double Width, double Value, double LogMass);
