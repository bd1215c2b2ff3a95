namespace CarTEvidence.MetaAnalysis;

/// <summary>How two arms with person-time are compared.</summary>
public sealed record TwoArmRateOptions : PoolingOptions
{
    /// <summary>The defaults: inverse-variance random effects, REML, Wald interval.</summary>
    public static TwoArmRateOptions Default { get; } = new();

    /// <summary>Scale of the analysis. Default: log rate ratio.</summary>
    public Measure Measure { get; init; } = Measure.RateRatio;

    /// <summary>Model. Default: inverse-variance random effects.</summary>
    public PoolingModel Model { get; init; } = PoolingModel.Random;
}
