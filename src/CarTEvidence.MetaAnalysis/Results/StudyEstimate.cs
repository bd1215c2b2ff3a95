namespace CarTEvidence.MetaAnalysis;

/// <summary>What one study contributes.</summary>
/// <param name="Study">Label.</param>
/// <param name="Estimate">On the natural scale, with the study's own interval.</param>
/// <param name="Effect">Effect size on the scale of the analysis, after any zero correction; <c>null</c> if it is not defined.</param>
/// <param name="Variance">Sampling variance of <paramref name="Effect"/>; <c>null</c> if it is not defined.</param>
/// <param name="Weight">Share of the pooled estimate, in per cent; <c>null</c> where the model gives none.</param>
public readonly record struct StudyEstimate(string Study, Estimate Estimate, double? Effect, double? Variance, double? Weight)
{
    /// <summary>Patients with the event, where the data are counts.</summary>
    public long? Events { get; init; }

    /// <summary>Evaluable patients, where the data are counts.</summary>
    public long? Total { get; init; }
}
