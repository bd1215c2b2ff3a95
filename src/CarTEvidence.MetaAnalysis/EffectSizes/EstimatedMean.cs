namespace CarTEvidence.MetaAnalysis;

/// <summary>Mean and standard deviation as estimated from quantiles that a report gives instead.</summary>
/// <param name="Mean">In the unit of the data.</param>
/// <param name="StandardDeviation">Of single patients, in the unit of the data.</param>
public readonly record struct EstimatedMean(double Mean, double StandardDeviation);
