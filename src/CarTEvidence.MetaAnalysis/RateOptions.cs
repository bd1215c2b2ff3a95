namespace CarTEvidence.MetaAnalysis;

/// <summary>How rates are pooled.</summary>
public sealed record RateOptions : PoolingOptions
{
    /// <summary>The defaults: inverse-variance random effects, REML, Wald interval.</summary>
    public static RateOptions Default { get; } = new();

    /// <summary>Scale of the analysis. Default: log rate.</summary>
    public Measure Measure { get; init; } = Measure.LogRate;

    /// <summary>Model. Default: inverse-variance random effects.</summary>
    public PoolingModel Model { get; init; } = PoolingModel.Random;
}
