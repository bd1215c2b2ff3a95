using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>The same question answered in another way.</summary>
/// <param name="Group">What was changed: the method, or the data.</param>
/// <param name="Name">The change in words.</param>
/// <param name="Effect">The answer; of the report's own analysis in the first entry.</param>
/// <param name="Average">Whether the average over studies is quoted, as the report's own analysis quotes it; else the typical study.</param>
internal sealed record SensitivityAnalysis(string Group, string Name, PooledEffect Effect, bool Average)
{
    /// <summary>The figure quoted.</summary>
    public Estimate Quoted => Average && Effect.Marginal is { } marginal ? marginal : Effect.Pooled;
}
