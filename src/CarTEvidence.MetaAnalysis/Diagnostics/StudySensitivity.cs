namespace CarTEvidence.MetaAnalysis;

/// <summary>The pooled effect after one change of the studies: one left out, or one added.</summary>
/// <param name="Study">The study left out, or added last.</param>
/// <param name="Pooled">On the natural scale.</param>
/// <param name="Transformed">On the scale of the analysis.</param>
/// <param name="Heterogeneity">Of the studies pooled.</param>
public sealed record StudySensitivity(string Study, Estimate Pooled, TransformedEstimate Transformed, HeterogeneityResult Heterogeneity);
