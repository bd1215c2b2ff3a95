namespace CarTEvidence.MetaAnalysis;

/// <summary>An estimate on the scale of the analysis (log odds, log ratio, ...), where it was tested.</summary>
/// <param name="Value">Point estimate; infinite or <c>null</c> at a boundary.</param>
/// <param name="StandardError">Standard error; <c>null</c> if it is not defined.</param>
/// <param name="Interval">Confidence interval; <c>null</c> if it is not defined.</param>
/// <param name="Test">Test that the effect is 0 on this scale.</param>
public sealed record TransformedEstimate(double? Value, double? StandardError, Interval? Interval, TestResult Test);
