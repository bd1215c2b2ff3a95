namespace CarTEvidence.Resampling;

/// <summary>Fits a meta-regression whose studies have changed places.</summary>
/// <param name="study">The study whose effect and variance stand at each row of moderators, length k; as the data are, study i at row i.</param>
/// <param name="statistics">Room for the statistics: first that of all moderators together, then one of each in their order. Not a number where there is none.</param>
public delegate void RearrangedFit(ReadOnlySpan<int> study, Span<double> statistics);
