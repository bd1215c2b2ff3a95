namespace CarTEvidence.MetaAnalysis;

/// <summary>From data to a pooled effect in one call, one entry a kind of data.</summary>
public static partial class Pooling;
