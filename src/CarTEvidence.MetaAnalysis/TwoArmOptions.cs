namespace CarTEvidence.MetaAnalysis;

/// <summary>How two arms with events are compared.</summary>
public sealed record TwoArmOptions : PoolingOptions
{
    /// <summary>The defaults: inverse-variance random effects, REML, Wald interval.</summary>
    public static TwoArmOptions Default { get; } = new();

    /// <summary>Scale of the analysis. Default: log odds ratio.</summary>
    public Measure Measure { get; init; } = Measure.OddsRatio;

    /// <summary>Model. Default: inverse-variance random effects.</summary>
    public PoolingModel Model { get; init; } = PoolingModel.Random;
}
