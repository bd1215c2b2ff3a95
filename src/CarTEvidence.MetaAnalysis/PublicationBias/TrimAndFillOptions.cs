namespace CarTEvidence.MetaAnalysis;

/// <summary>Choices of the trim-and-fill method.</summary>
public sealed record TrimAndFillOptions
{
    /// <summary>The defaults: L0, the side chosen by the slope of the funnel, random effects by REML.</summary>
    public static TrimAndFillOptions Default { get; } = new();

    /// <summary>Estimator of the number of missing studies. Default: L0.</summary>
    public TrimAndFillEstimator Estimator { get; init; } = TrimAndFillEstimator.L0;

    /// <summary>Side on which studies are missing; <c>null</c> (the default) takes the left where effects grow with their standard error, else the right.</summary>
    public FunnelSide? Side { get; init; }

    /// <summary>Estimator of tau² of every fit; <c>null</c> for the common-effect model. Default: REML.</summary>
    public TauSquaredEstimator? TauSquared { get; init; } = TauSquaredEstimator.Reml;

    /// <summary>Interval of the adjusted effect. Default: Wald.</summary>
    public IntervalMethod Interval { get; init; } = IntervalMethod.Wald;

    /// <summary>Nominal coverage. Default: 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Most rounds of trimming. Default: 100.</summary>
    public int MaxIterations { get; init; } = 100;
}
