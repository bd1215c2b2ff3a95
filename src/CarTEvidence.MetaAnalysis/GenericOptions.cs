namespace CarTEvidence.MetaAnalysis;

/// <summary>How given effects are pooled.</summary>
public sealed record GenericOptions : PoolingOptions
{
    /// <summary>The defaults: inverse-variance random effects, REML, Wald interval.</summary>
    public static GenericOptions Default { get; } = new();

    /// <summary>What the effects are, for names and the way back to the natural scale (log odds ratios for <see cref="Measure.OddsRatio"/>). Default: their own scale.</summary>
    public Measure Measure { get; init; } = Measure.Generic;

    /// <summary>Model. Default: inverse-variance random effects.</summary>
    public PoolingModel Model { get; init; } = PoolingModel.Random;
}
