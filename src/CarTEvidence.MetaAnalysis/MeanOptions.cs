namespace CarTEvidence.MetaAnalysis;

/// <summary>How means are pooled.</summary>
public sealed record MeanOptions : PoolingOptions
{
    /// <summary>The defaults: inverse-variance random effects, REML, Wald interval.</summary>
    public static MeanOptions Default { get; } = new();

    /// <summary>Scale of the analysis; <c>null</c> (the default) takes the mean, the mean difference or the mean change, by the kind of data.</summary>
    public Measure? Measure { get; init; }

    /// <summary>Model. Default: inverse-variance random effects.</summary>
    public PoolingModel Model { get; init; } = PoolingModel.Random;
}
