using CarTEvidence.Notebooks;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The pooled effect with the studies that would make the funnel symmetric.</summary>
/// <param name="Estimator">Estimator of the number missing.</param>
/// <param name="Side">Side on which studies are taken to be missing.</param>
/// <param name="Missing">Number of studies filled in; <c>null</c> if the estimator is not defined.</param>
/// <param name="Adjusted">Pooled effect of observed and filled studies, on the scale of the analysis; <c>null</c> if the number missing is not defined.</param>
/// <param name="TauSquared">Between-study variance of observed and filled studies; 0 for the common effect.</param>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed record TrimAndFill(TrimAndFillEstimator Estimator, FunnelSide Side, int? Missing, TransformedEstimate? Adjusted, double? TauSquared)
{
    /// <summary>R0 only: p-value of the hypothesis that no study is missing on this side.</summary>
    public double? NoneMissingPValue { get; init; }

    /// <summary>The filled studies: mirror images of the most extreme ones.</summary>
    public IReadOnlyList<EffectSize> Filled { get; init; } = [];

    /// <summary>Whether the number missing settled.</summary>
    public bool Converged { get; init; } = true;

    /// <summary>Rounds of trimming used.</summary>
    public int Iterations { get; init; }

    /// <summary>Sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
