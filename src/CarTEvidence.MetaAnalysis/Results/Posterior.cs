namespace CarTEvidence.MetaAnalysis;

/// <summary>What is believed after seeing the data, where the model has priors. Proportions are on the natural scale 0…1.</summary>
public sealed record Posterior
{
    /// <summary>The priors that were assumed.</summary>
    public required BinomialNormalPriors Priors { get; init; }

    /// <summary>Mean of the typical study's proportion, expit(μ).</summary>
    public required double Mean { get; init; }

    /// <summary>Median of the typical study's proportion.</summary>
    public required double Median { get; init; }

    /// <summary>Equal-tailed credible interval of the typical study's proportion.</summary>
    public required Interval EqualTailed { get; init; }

    /// <summary>Shortest credible interval of the typical study's proportion; reaches 0 or 1 where the density does not fall towards it.</summary>
    public required Interval Shortest { get; init; }

    /// <summary>Mean of μ, the typical study's logit.</summary>
    public required double MuMean { get; init; }

    /// <summary>Standard deviation of μ.</summary>
    public required double MuStandardDeviation { get; init; }

    /// <summary>Mean of tau, the between-study standard deviation of the logit; <c>null</c> where it is infinite, as under a half-Cauchy prior if every study is all or none.</summary>
    public required double? TauMean { get; init; }

    /// <summary>Median of tau.</summary>
    public required double TauMedian { get; init; }

    /// <summary>Equal-tailed credible interval of tau.</summary>
    public required Interval Tau { get; init; }

    /// <summary>Probability that the typical study's proportion exceeds each threshold asked for.</summary>
    public IReadOnlyList<ThresholdProbability> ProbabilityAbove { get; init; } = [];

    /// <summary>Median and equal-tailed interval of the proportion in a new study.</summary>
    public required Estimate Predictive { get; init; }

    /// <summary>Probability of 0, 1, … n events among n patients of a new study, length n + 1; empty where no n was asked for.</summary>
    public IReadOnlyList<double> PredictiveCounts { get; init; } = [];
}
