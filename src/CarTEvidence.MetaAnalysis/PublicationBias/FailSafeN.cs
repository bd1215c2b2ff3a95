namespace CarTEvidence.MetaAnalysis;

/// <summary>How many hidden studies averaging no effect would overturn the conclusion.</summary>
/// <param name="Method">Which conclusion.</param>
/// <param name="Studies">The number of hidden studies, rounded up; 0 if the conclusion does not stand to begin with; <c>null</c> if it is not defined.</param>
/// <param name="PValue">p-value of the observed studies; <c>null</c> for Orwin's method.</param>
/// <param name="Target">Orwin: the average the hidden studies are to bring about.</param>
public sealed record FailSafeN(FailSafeMethod Method, double? Studies, double? PValue, double? Target)
{
    /// <summary>Sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
