using CarTEvidence.Notebooks;

namespace CarTEvidence.MetaAnalysis;

/// <summary>A pooled effect, and what was assumed to get it.</summary>
/// <remarks>What is not defined is <c>null</c>, with a sentence in <see cref="Notes"/>. Collections are compared by reference.</remarks>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed partial record PooledEffect
{
    /// <summary>Effect measure that was pooled.</summary>
    public required Measure Measure { get; init; }

    /// <summary>Model that was fitted.</summary>
    public required PoolingModel Model { get; init; }

    /// <summary>Estimator of tau²; <c>null</c> where the model has no choice of one.</summary>
    public TauSquaredEstimator? TauSquaredEstimator { get; init; }

    /// <summary>How <see cref="Pooled"/>'s interval was made.</summary>
    public required IntervalMethod IntervalMethod { get; init; }

    /// <summary>Nominal coverage of all intervals here.</summary>
    public required double Level { get; init; }

    /// <summary>Number of studies, k.</summary>
    public required int StudyCount { get; init; }

    /// <summary>Events over all studies, where the data are counts.</summary>
    public long? Events { get; init; }

    /// <summary>Evaluable patients over all studies, where the data are counts.</summary>
    public long? Total { get; init; }

    /// <summary>The typical study, on the natural scale: the back-transformed mean of the analysis scale.</summary>
    public required Estimate Pooled { get; init; }

    /// <summary>The average over studies, E[expit(μ + τZ)], for models of proportions that define it; else <c>null</c>.</summary>
    public Estimate? Marginal { get; init; }

    /// <summary>Whether <see cref="Marginal"/> is the figure to quote: tau is so large that the typical study misleads.</summary>
    public bool MarginalLeads { get; init; }

    /// <summary>The figure to quote: <see cref="Marginal"/> where it leads, else <see cref="Pooled"/>.</summary>
    public Estimate Leading => MarginalLeads && Marginal is not null ? Marginal : Pooled;

    /// <summary>The mean on the scale of the analysis.</summary>
    public required TransformedEstimate Transformed { get; init; }

    /// <summary>Where the true effect of a new study is expected; <c>null</c> where it is not defined.</summary>
    public Prediction? Prediction { get; init; }

    /// <summary>How much the true effects differ.</summary>
    public required HeterogeneityResult Heterogeneity { get; init; }

    /// <summary>Confidence intervals of tau².</summary>
    public IReadOnlyList<TauSquaredInterval> TauSquaredIntervals { get; init; } = [];

    /// <summary>All coefficients; one, the intercept, without moderators.</summary>
    public IReadOnlyList<Coefficient> Coefficients { get; init; } = [];

    /// <summary>Covariance matrix of the coefficients, row by row.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Covariance { get; init; } = [];

    /// <summary>Joint test of all moderators; <c>null</c> without any.</summary>
    public TestResult? Omnibus { get; init; }

    /// <summary>Likelihood-ratio test of all moderators, in likelihood models; else <c>null</c>.</summary>
    public TestResult? OmnibusLikelihoodRatio { get; init; }

    /// <summary>Share of tau² that the moderators explain, in per cent; <c>null</c> without any.</summary>
    public double? RSquared { get; init; }

    /// <summary>Log-likelihoods and criteria.</summary>
    public FitStatistics? FitStatistics { get; init; }

    /// <summary>What each study contributes, in the order of the data.</summary>
    public required IReadOnlyList<StudyEstimate> Studies { get; init; }

    /// <summary>The subgroups, where asked for, levels in ordinal order.</summary>
    public IReadOnlyList<SubgroupResult> Subgroups { get; init; } = [];

    /// <summary>Name of the grouping column; <c>null</c> without subgroups.</summary>
    public string? SubgroupName { get; init; }

    /// <summary>Test that the subgroups agree; <c>null</c> without subgroups.</summary>
    public TestResult? SubgroupTest { get; init; }

    /// <summary>Every pair of subgroups compared, in the Bayesian model; empty for the others, which have <see cref="SubgroupTest"/>.</summary>
    public IReadOnlyList<SubgroupContrast> SubgroupContrasts { get; init; } = [];

    /// <summary>Whether the fit converged to its tolerance.</summary>
    public bool Converged { get; init; } = true;

    /// <summary>Iterations used; 0 for closed forms.</summary>
    public int Iterations { get; init; }

    /// <summary>Seed of a bootstrap interval; <c>null</c> where nothing was drawn.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Sentences for the reader: what is undefined, assumed, or not to be trusted here.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
