namespace CarTEvidence.MetaAnalysis;

/// <summary>Choices that every kind of data shares. Data are parameters; every choice is an option.</summary>
public abstract record PoolingOptions
{
    private const int FewestReplicates = 100;

    private readonly double _level = 0.95;
    private readonly double _tolerance = 1e-12;
    private readonly int _maxIterations = 1000;
    private readonly long _replicates = 10_000;

    /// <summary>Estimator of tau² for inverse-variance models. Default: REML.</summary>
    public TauSquaredEstimator TauSquared { get; init; } = TauSquaredEstimator.Reml;

    /// <summary>How the pooled interval is made; <c>null</c> (the default) takes the model's own default.</summary>
    public IntervalMethod? Interval { get; init; }

    /// <summary>What is done where an HKSJ interval is narrower than a classic one; read by <see cref="IntervalMethod.Hksj"/> alone. Default: nothing.</summary>
    public HksjAdHocRule HksjAdHoc { get; init; } = HksjAdHocRule.None;

    /// <summary>What I² and H² of inverse-variance random effects are computed from. Default: tau².</summary>
    public ISquaredSource ISquared { get; init; } = ISquaredSource.TauSquared;

    /// <summary>Reference distribution of the prediction interval. Default: t with k − p degrees of freedom.</summary>
    public PredictionMethod Prediction { get; init; } = PredictionMethod.T;

    /// <summary>Nominal coverage of all intervals, strictly between 0 and 1. Default: 0.95.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    public double Level
    {
        get => _level;
        init => _level = NominalLevel.Check(value, nameof(value));
    }

    /// <summary>Correction of zero cells; <c>null</c> (the default) takes the measure's own default.</summary>
    public ZeroCorrection? ZeroCorrection { get; init; }

    /// <summary>Relative change of tau² at which its iterated estimators stop, 0 or more and below 1. Default: 1e-12. The likelihood models go to the accuracy of their likelihood.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, 1 or more, or not a number.</exception>
    public double Tolerance
    {
        get => _tolerance;
        init => _tolerance = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A tolerance is a relative change, 0 or more and below 1.");
    }

    /// <summary>Most iterations before a fit is reported as not converged, at least 1. Default: 1000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public int MaxIterations
    {
        get => _maxIterations;
        init => _maxIterations = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A fit takes at least one iteration.");
    }

    /// <summary>Seed of a bootstrap interval; read by <see cref="IntervalMethod.Bootstrap"/> alone. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Draws of a bootstrap interval, at least 100; read by <see cref="IntervalMethod.Bootstrap"/> alone. Default: 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 100.</exception>
    public long Replicates
    {
        get => _replicates;
        init => _replicates = value >= FewestReplicates
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"A bootstrap interval takes at least {FewestReplicates} draws.");
    }
}
