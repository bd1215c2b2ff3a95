using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Options;

/// <summary>The choices of method that a request or a command line made; <c>null</c> where it leaves them to the defaults.</summary>
internal sealed record MethodChoices
{
    /// <summary>Another package's conventions, below the choices made one by one.</summary>
    public Conventions? Like { get; init; }

    public Measure? Measure { get; init; }

    public PoolingModel? Model { get; init; }

    public TauSquaredEstimator? TauSquared { get; init; }

    public IntervalMethod? Interval { get; init; }

    public PredictionMethod? Prediction { get; init; }

    public StudyIntervalMethod? StudyInterval { get; init; }

    public double? Level { get; init; }

    public ZeroCorrection? ZeroCorrection { get; init; }

    /// <summary>Whether subgroups share their heterogeneity.</summary>
    public SubgroupTauSquared? SubgroupTauSquared { get; init; }

    public double? Tolerance { get; init; }

    public int? MaxIterations { get; init; }

    public ulong? Seed { get; init; }

    public long? Replicates { get; init; }

    /// <summary>A column of subgroups, sharing their heterogeneity if that was asked for.</summary>
    public Grouping? ApplyTo(Grouping? grouping) => grouping is null || SubgroupTauSquared is not { } shared ? grouping : grouping with { TauSquared = shared };

    /// <summary>The choices on top of <paramref name="defaults"/> that every kind of data shares.</summary>
    public T ApplyTo<T>(T defaults)
        where T : PoolingOptions
    {
        PoolingOptions options = Like is null ? defaults : Like.Apply(defaults);
        return (T)(options with
        {
            TauSquared = TauSquared ?? options.TauSquared,
            Interval = Interval ?? options.Interval,
            Prediction = Prediction ?? options.Prediction,
            Level = Level ?? options.Level,
            ZeroCorrection = ZeroCorrection ?? options.ZeroCorrection,
            Tolerance = Tolerance ?? options.Tolerance,
            MaxIterations = MaxIterations ?? options.MaxIterations,
            Seed = Seed ?? options.Seed,
            Replicates = Replicates ?? options.Replicates,
        });
    }

    /// <summary>
    /// How proportions are pooled. Without a model, choices that only an inverse-variance model has (another scale than logit, an estimator of tau²,
    /// a zero correction, an interval of that family, moderators) ask for <c>random</c>; else the default model is taken.
    /// </summary>
    public ProportionOptions ToProportionOptions(bool regression = false) => ApplyTo(ProportionOptions.Default) with
    {
        Measure = Measure ?? ProportionOptions.Default.Measure,
        Model = Model is { } model ? MethodNames.ProportionModels.Parse(MethodNames.Models[model].Name) : regression || ImpliesInverseVariance ? ProportionModel.Random : ProportionOptions.Default.Model,
        StudyInterval = StudyInterval ?? ProportionOptions.Default.StudyInterval,
    };

    private bool ImpliesInverseVariance =>
        (Measure is not null && Measure != Measure.Logit)
        || TauSquared is not null
        || Like is not null
        || ZeroCorrection is not null
        || Interval is IntervalMethod.Hksj or IntervalMethod.HksjAdHoc or IntervalMethod.KenwardRoger or IntervalMethod.Bootstrap;
}
