namespace CarTEvidence.MetaAnalysis;

/// <summary>One study of a Doi plot; the plot shows |z| downwards against the effect.</summary>
/// <param name="Study">Label.</param>
/// <param name="Effect">Effect on the scale of the analysis.</param>
/// <param name="Z">Normal quantile of the study's precision-weighted mid-rank.</param>
public readonly record struct DoiPoint(string Study, double Effect, double Z);
