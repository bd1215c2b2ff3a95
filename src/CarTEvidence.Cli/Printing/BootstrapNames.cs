using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Printing;

/// <summary>The names of the bootstrap's choices on the command line and in JSON.</summary>
internal static class BootstrapNames
{
    /// <summary>What <c>--kind</c> takes.</summary>
    public static IReadOnlyList<(string Name, BootstrapKind Value)> Kinds { get; } =
    [
        ("studies", BootstrapKind.Studies),
        ("parametric", BootstrapKind.Parametric),
        ("patients", BootstrapKind.Patients),
        ("cluster", BootstrapKind.Clusters),
        ("wild", BootstrapKind.Wild),
        ("normal", BootstrapKind.Normal),
    ];

    /// <summary>What <c>--weights</c> takes.</summary>
    public static IReadOnlyList<(string Name, WildWeights Value)> Weights { get; } =
        [("rademacher", WildWeights.Rademacher), ("webb", WildWeights.Webb), ("mammen", WildWeights.Mammen)];

    /// <summary>What <c>--statistic</c> takes; a prediction interval has two limits.</summary>
    public static IReadOnlyList<(string Name, BootstrapStatistic[] Value)> StatisticChoices { get; } =
    [
        ("mean", [BootstrapStatistic.Mean]),
        ("tau2", [BootstrapStatistic.TauSquared]),
        ("i2", [BootstrapStatistic.ISquared]),
        ("prediction", [BootstrapStatistic.PredictionLower, BootstrapStatistic.PredictionUpper]),
    ];

    /// <summary>What <c>--interval</c> takes.</summary>
    public static IReadOnlyList<(string Name, BootstrapIntervalMethod Value)> Methods { get; } =
    [
        ("percentile", BootstrapIntervalMethod.Percentile),
        ("basic", BootstrapIntervalMethod.Basic),
        ("normal", BootstrapIntervalMethod.Normal),
        ("bca", BootstrapIntervalMethod.Bca),
        ("studentized", BootstrapIntervalMethod.Studentized),
        ("studentized-hksj", BootstrapIntervalMethod.StudentizedHksj),
    ];

    public static string Of(BootstrapKind kind) => Kinds.First(entry => entry.Value == kind).Name;

    public static string Of(WildWeights weights) => Weights.First(entry => entry.Value == weights).Name;

    public static string Of(BootstrapIntervalMethod method) => Methods.First(entry => entry.Value == method).Name;

    /// <summary>The name of a statistic in JSON.</summary>
    public static string Of(BootstrapStatistic statistic) => statistic switch
    {
        BootstrapStatistic.Mean => "mean",
        BootstrapStatistic.TauSquared => "tau2",
        BootstrapStatistic.ISquared => "i2",
        BootstrapStatistic.PredictionLower => "prediction-lower",
        _ => "prediction-upper",
    };

    /// <summary>A statistic in a table.</summary>
    public static string Words(BootstrapStatistic statistic) => statistic switch
    {
        BootstrapStatistic.Mean => "mean",
        BootstrapStatistic.TauSquared => "tau²",
        BootstrapStatistic.ISquared => "I² (%)",
        BootstrapStatistic.PredictionLower => "prediction, lower",
        _ => "prediction, upper",
    };

    public static string Of(PooledEstimator estimator) => estimator switch
    {
        PooledEstimator.DerSimonianLaird => MethodNames.TauSquaredEstimators[TauSquaredEstimator.DerSimonianLaird].Name,
        PooledEstimator.PauleMandel => MethodNames.TauSquaredEstimators[TauSquaredEstimator.PauleMandel].Name,
        PooledEstimator.MaximumLikelihood => MethodNames.TauSquaredEstimators[TauSquaredEstimator.Ml].Name,
        PooledEstimator.Reml => MethodNames.TauSquaredEstimators[TauSquaredEstimator.Reml].Name,
        PooledEstimator.BinomialNormal => "binomial-normal",
        _ => "common",
    };
}
