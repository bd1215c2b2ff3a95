namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>A pooled estimate over strata, on the scale of the analysis.</summary>
/// <param name="Value">Estimate; infinite where one side of the comparison has no events, not a number where nothing is known.</param>
/// <param name="StandardError">Its standard error; not a number where it is not defined.</param>
/// <param name="Weights">What each stratum weighs, not normalised.</param>
internal readonly record struct StratifiedEstimate(double Value, double StandardError, double[] Weights);
