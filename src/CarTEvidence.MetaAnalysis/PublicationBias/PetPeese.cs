namespace CarTEvidence.MetaAnalysis;

/// <summary>The effect extrapolated to a study of infinite precision, by regression on the standard error (PET) and on the variance (PEESE).</summary>
/// <param name="Pet">Limit of the regression on the standard error, t(k − 2); <c>null</c> if it is not defined.</param>
/// <param name="Peese">Limit of the regression on the variance, t(k − 2); <c>null</c> if it is not defined.</param>
/// <param name="UsesPeese">Whether PET finds an effect (one-sided p below 0.05 in the direction of the common effect), so that PEESE is the estimate to quote.</param>
public sealed record PetPeese(TransformedEstimate? Pet, TransformedEstimate? Peese, bool? UsesPeese)
{
    /// <summary>The estimate to quote.</summary>
    public TransformedEstimate? Leading => UsesPeese switch { true => Peese, false => Pet, null => null };

    /// <summary>Sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
