namespace CarTEvidence.Resampling;

/// <summary>A pooled estimate as the batch kernels compute it.</summary>
/// <param name="Mean">Pooled mean, on the scale of the effects.</param>
/// <param name="TauSquared">Estimate of tau², at least 0.</param>
/// <param name="StandardError">(Σ 1/(v + tau²))^(−1/2).</param>
/// <param name="HksjStandardError">Standard error of Hartung, Knapp, Sidik and Jonkman, without a floor; 0 where all effects are equal.</param>
public readonly record struct PooledFit(double Mean, double TauSquared, double StandardError, double HksjStandardError);
