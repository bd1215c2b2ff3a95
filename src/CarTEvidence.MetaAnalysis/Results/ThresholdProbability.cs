namespace CarTEvidence.MetaAnalysis;

/// <summary>The posterior probability that a proportion exceeds a threshold.</summary>
/// <param name="Threshold">Between 0 and 1.</param>
/// <param name="Probability">Between 0 and 1.</param>
public readonly record struct ThresholdProbability(double Threshold, double Probability);
