using CarTEvidence.Notebooks;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The pooled effect of one subgroup.</summary>
/// <param name="Level">The level of the grouping column.</param>
/// <param name="Effect">The subgroup pooled by the same model as the whole.</param>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed record SubgroupResult(string Level, PooledEffect Effect);
