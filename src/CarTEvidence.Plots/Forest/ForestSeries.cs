using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots;

/// <summary>One of several pooled effects drawn side by side: an outcome, or a model.</summary>
/// <param name="Name">What stands over its columns.</param>
/// <param name="Effect">The pooled effect.</param>
public sealed record ForestSeries(string Name, PooledEffect Effect);
