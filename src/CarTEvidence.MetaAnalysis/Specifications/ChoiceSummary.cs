namespace CarTEvidence.MetaAnalysis;

/// <summary>What the specifications that share a choice answer.</summary>
/// <param name="Choice">The choice.</param>
/// <param name="Specifications">How many specifications make it.</param>
/// <param name="Lowest">Lowest of their estimates; <c>null</c> if none has one.</param>
/// <param name="Median">Median of their estimates.</param>
/// <param name="Highest">Highest of their estimates.</param>
public sealed record ChoiceSummary(SpecificationChoice Choice, int Specifications, double? Lowest, double? Median, double? Highest);
