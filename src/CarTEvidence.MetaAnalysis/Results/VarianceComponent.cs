namespace CarTEvidence.MetaAnalysis;

/// <summary>One variance of a model with several random effects, on the squared scale of the analysis.</summary>
/// <param name="Level">Which: <c>outer</c> or <c>inner</c> of a three-level model, or the outcome of a multivariate one.</param>
/// <param name="Value">The estimate, 0 or more.</param>
/// <param name="Groups">Number of groups that have a random effect of this level.</param>
/// <param name="Interval">Profile-likelihood interval; the upper limit may be infinite; <c>null</c> if it was not asked for.</param>
public sealed record VarianceComponent(string Level, double Value, int Groups, Interval? Interval);
