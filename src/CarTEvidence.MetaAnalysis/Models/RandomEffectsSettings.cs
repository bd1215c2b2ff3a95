namespace CarTEvidence.MetaAnalysis;

/// <summary>Choices of an inverse-variance fit.</summary>
internal sealed record RandomEffectsSettings
{
    private readonly double _level = 0.95;

    /// <summary>The common-effect model: tau² is taken to be 0.</summary>
    public bool Common { get; init; }

    /// <summary>tau² where it is known (shared by subgroups, or a sensitivity analysis); <c>null</c> to estimate it.</summary>
    public double? FixedTauSquared { get; init; }

    /// <summary>Estimator of tau².</summary>
    public TauSquaredEstimator Estimator { get; init; } = TauSquaredEstimator.Reml;

    /// <summary>Interval of the coefficients.</summary>
    public IntervalMethod Interval { get; init; } = IntervalMethod.Wald;

    /// <summary>What is done where an HKSJ interval is narrower than a classic one.</summary>
    public HksjAdHocRule HksjAdHoc { get; init; } = HksjAdHocRule.None;

    /// <summary>What I² and H² of random effects are computed from.</summary>
    public ISquaredSource ISquared { get; init; } = ISquaredSource.TauSquared;

    /// <summary>Reference distribution of the prediction interval.</summary>
    public PredictionMethod Prediction { get; init; } = PredictionMethod.T;

    /// <summary>Nominal coverage.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not lie strictly between 0 and 1.</exception>
    public double Level
    {
        get => _level;
        init => _level = NominalLevel.Check(value, "level");
    }

    /// <summary>Relative change at which iterations stop.</summary>
    public double Tolerance { get; init; } = 1e-12;

    /// <summary>Most iterations.</summary>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>Seed of a bootstrap interval.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Draws of a bootstrap interval.</summary>
    public long Replicates { get; init; } = 10_000;

    /// <summary>The choices of a set of options, with the interval methods that fix the estimator of tau² respected.</summary>
    public static RandomEffectsSettings From(PoolingOptions options, bool common)
    {
        var interval = options.Interval ?? IntervalMethod.Wald;
        if (interval == IntervalMethod.EqualTailed)
        {
            throw new ArgumentException("The interval \"equal-tailed\" belongs to the Bayesian model.", nameof(options));
        }

        if (interval == IntervalMethod.Bootstrap && BootstrapMean.Estimator(options.TauSquared, common) is null)
        {
            throw new ArgumentException(
                $"A bootstrap interval repeats the estimators dersimonian-laird, reml, ml, paule-mandel and the common effect; tau² is by {MethodNames.TauSquaredEstimators[options.TauSquared].Name}.",
                nameof(options));
        }

        options.Prediction.RequireGeneral();
        return new RandomEffectsSettings
        {
            Common = common,
            Estimator = interval switch
            {
                IntervalMethod.ProfileLikelihood => TauSquaredEstimator.Ml,
                IntervalMethod.KenwardRoger => TauSquaredEstimator.Reml,
                _ => options.TauSquared,
            },
            Interval = interval,
            HksjAdHoc = options.HksjAdHoc,
            ISquared = options.ISquared,
            Prediction = options.Prediction,
            Level = options.Level,
            Tolerance = options.Tolerance,
            MaxIterations = options.MaxIterations,
            Seed = options.Seed,
            Replicates = options.Replicates,
        };
    }
}
