namespace CarTEvidence.MetaAnalysis;

/// <summary>Correlation of the true effects on two outcomes, between studies.</summary>
/// <param name="First">One outcome.</param>
/// <param name="Second">The other.</param>
/// <param name="Value">Between −1 and 1; <c>null</c> where either variance is estimated as 0.</param>
/// <param name="Interval">Profile-likelihood interval; <c>null</c> if it was not asked for or is not defined.</param>
public sealed record RandomEffectCorrelation(string First, string Second, double? Value, Interval? Interval);
