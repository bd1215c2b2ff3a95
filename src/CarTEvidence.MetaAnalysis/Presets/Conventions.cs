namespace CarTEvidence.MetaAnalysis;

/// <summary>The choices in which packages disagree where the user makes none: the same data, other numbers.</summary>
/// <remarks>Made by <see cref="Like"/>; varied by <c>with</c>. The table of all presets is in <c>docs/compatibility.md</c>.</remarks>
public sealed record Conventions
{
    /// <summary>The package and version followed, for example <c>meta 8</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Estimator of tau².</summary>
    public required TauSquaredEstimator TauSquared { get; init; }

    /// <summary>Interval of the random-effects mean.</summary>
    public required IntervalMethod Interval { get; init; }

    /// <summary>Rule for HKSJ intervals that are narrower than a classic one.</summary>
    public HksjAdHocRule HksjAdHoc { get; init; } = HksjAdHocRule.None;

    /// <summary>Reference distribution of the prediction interval.</summary>
    public required PredictionMethod Prediction { get; init; }

    /// <summary>What I² is computed from.</summary>
    public required ISquaredSource ISquared { get; init; }

    /// <summary>How a zero correction enters raw and log proportions.</summary>
    public required ProportionConvention Proportions { get; init; }

    /// <summary>Whether two-arm studies without any event, or with nothing else, are left out of odds and risk ratios.</summary>
    public bool DropDoubleZero { get; init; }

    /// <summary>Residual heterogeneity in Egger's regression.</summary>
    public required EggerResidual Egger { get; init; }

    /// <summary>Options with these conventions in place of their own choices of estimator, interval, prediction and I²; all else stays.</summary>
    /// <typeparam name="TOptions">The options of a kind of data.</typeparam>
    /// <param name="options">Options whose other choices (measure, model, level, …) are kept.</param>
    public TOptions Apply<TOptions>(TOptions options)
        where TOptions : PoolingOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        PoolingOptions common = options with { TauSquared = TauSquared, Interval = Interval, HksjAdHoc = HksjAdHoc, Prediction = Prediction, ISquared = ISquared };
        return (TOptions)(common switch
        {
            ProportionOptions proportions => proportions with { Convention = Proportions },
            TwoArmOptions arms => arms with { DropDoubleZero = DropDoubleZero, Convention = Proportions },
            _ => common,
        });
    }

    /// <summary>Egger's test by this convention.</summary>
    /// <param name="data">Effects and variances, or a pooled effect.</param>
    /// <param name="level">Nominal coverage of the interval of the limit.</param>
    public SmallStudyTest EggerTest(FunnelData data, double level = 0.95) => Egger == EggerResidual.Additive
        ? SmallStudyEffects.EggerMixed(data, FunnelPredictor.StandardError, TauSquared, level)
        : SmallStudyEffects.EggerClassic(data, FunnelPredictor.StandardError, level);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
