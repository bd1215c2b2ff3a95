namespace CarTEvidence.MetaAnalysis;

/// <summary>An estimate on the natural scale (a proportion in 0…1, a rate, a ratio, a difference) with its confidence interval.</summary>
/// <param name="Value">Point estimate; <c>null</c> if it is not defined.</param>
/// <param name="Interval">Confidence interval; <c>null</c> if it is not defined.</param>
public sealed record Estimate(double? Value, Interval? Interval);
