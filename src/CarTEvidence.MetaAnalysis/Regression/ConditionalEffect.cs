namespace CarTEvidence.MetaAnalysis;

/// <summary>The effect that a meta-regression expects at given values of its moderators.</summary>
/// <param name="Pooled">On the natural scale.</param>
/// <param name="Transformed">On the scale of the analysis.</param>
/// <param name="Prediction">Where the true effect of a new study with these values is expected; <c>null</c> where it is not defined.</param>
public sealed record ConditionalEffect(Estimate Pooled, TransformedEstimate Transformed, Prediction? Prediction);
