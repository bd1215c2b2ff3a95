namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    /// <summary>What an inverse-variance fit was made from; <c>null</c> for other models.</summary>
    internal InverseVarianceSource? Source { get; init; }
}
