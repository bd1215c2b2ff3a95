namespace CarTEvidence.MetaAnalysis;

/// <summary>How the typical studies of two subgroups differ, where the model has a posterior distribution.</summary>
/// <param name="Level">One subgroup.</param>
/// <param name="Reference">The subgroup it is compared with.</param>
/// <param name="LogOddsRatio">Posterior median of μ − μ of the reference, with its equal-tailed interval.</param>
/// <param name="OddsRatio">The same as a ratio of odds.</param>
/// <param name="Difference">Posterior median of the difference of the typical studies' proportions, −1 … 1, with its equal-tailed interval.</param>
/// <param name="ProbabilityGreater">Posterior probability that the typical study's proportion is greater than that of the reference.</param>
/// <remarks>
/// Every subgroup's mean has the prior as it stands. Subgroups with a tau each are pooled apart, and their posteriors are independent; those that share tau are independent
/// given tau, over whose posterior the comparison is averaged.
/// </remarks>
public sealed record SubgroupContrast(string Level, string Reference, Estimate LogOddsRatio, Estimate OddsRatio, Estimate Difference, double ProbabilityGreater);
