namespace CarTEvidence.Resampling;

/// <summary>Units of which each is left out in turn: studies, clusters, or the patients of one study.</summary>
/// <param name="Size">Number of units, n.</param>
/// <param name="Rows">The estimate without a unit, and how many units give the same.</param>
internal sealed record LeftOutSample(double Size, IReadOnlyList<(double Multiplicity, BootstrapRow Row)> Rows);
