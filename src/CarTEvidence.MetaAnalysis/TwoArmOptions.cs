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

    /// <summary>How a zero correction enters risk ratios, risk differences and Peto's odds ratio. Default metafor's: all four cells of a table.</summary>
    public ProportionConvention Convention { get; init; } = ProportionConvention.Escalc;

    /// <summary>
    /// Whether studies in which no patient of either arm, or every patient of both, has the event are left out of odds and risk ratios (inverse variance), as R's meta and
    /// RevMan do. By default they stay, with the zero correction, as in R's metafor. Mantel–Haenszel, Peto and the likelihood models give them no weight in any case.
    /// </summary>
    public bool DropDoubleZero { get; init; }
}
