namespace CarTEvidence.MetaAnalysis;

/// <summary>One study's effect size on the scale of the analysis.</summary>
/// <param name="Study">Label.</param>
/// <param name="Effect">Effect size after any zero correction; <c>null</c> if it is not defined.</param>
/// <param name="Variance">Sampling variance of <paramref name="Effect"/>; <c>null</c> if it is not defined.</param>
public readonly record struct EffectSize(string Study, double? Effect, double? Variance);
