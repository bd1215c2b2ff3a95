namespace CarTEvidence.MetaAnalysis;

/// <summary>Choices of the trim-and-fill method.</summary>
public sealed record TrimAndFillOptions
{
    private readonly double _level = 0.95;
    private readonly int _maxIterations = 100;

    /// <summary>The defaults: L0, the side chosen by the slope of the funnel, random effects by REML.</summary>
    public static TrimAndFillOptions Default { get; } = new();

    /// <summary>Estimator of the number of missing studies. Default: L0.</summary>
    public TrimAndFillEstimator Estimator { get; init; } = TrimAndFillEstimator.L0;

    /// <summary>Side on which studies are missing; <c>null</c> (the default) takes the left where effects grow with their standard error, else the right.</summary>
    public FunnelSide? Side { get; init; }

    /// <summary>Estimator of tau² of every fit; <c>null</c> for the common-effect model. Default: REML.</summary>
    public TauSquaredEstimator? TauSquared { get; init; } = TauSquaredEstimator.Reml;

    /// <summary>Interval of the adjusted effect; profile likelihood and Kenward–Roger bring their estimator of tau² along. Default: Wald.</summary>
    public IntervalMethod Interval { get; init; } = IntervalMethod.Wald;

    /// <summary>Nominal coverage, strictly between 0 and 1. Default: 0.95.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    public double Level
    {
        get => _level;
        init => _level = NominalLevel.Check(value, nameof(value));
    }

    /// <summary>Most rounds of trimming, at least 1. Default: 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public int MaxIterations
    {
        get => _maxIterations;
        init => _maxIterations = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Trim and fill takes at least one round.");
    }
}
