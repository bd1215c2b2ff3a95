namespace CarTEvidence.Resampling;

/// <summary>The statistic of the pooled mean of effects whose signs have been changed.</summary>
/// <param name="signs">1 or −1 for each study, length k: what its effect is multiplied by.</param>
/// <returns>The statistic; not a number where there is none.</returns>
public delegate double SignedFit(ReadOnlySpan<double> signs);
