using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

/// <summary>A meta-regression tested by the wild bootstrap. Collections are compared by reference.</summary>
public sealed record WildBootstrapRegression
{
    /// <summary>Test that no moderator matters; <c>null</c> without moderators. Its statistic is QM, or F where the fit's interval has degrees of freedom.</summary>
    public WildTest? Omnibus { get; init; }

    /// <summary>The coefficients but the intercept; without moderators, the intercept.</summary>
    public required IReadOnlyList<WildBootstrapCoefficient> Coefficients { get; init; }

    /// <summary>Number of independent multipliers: clusters, or studies.</summary>
    public required int ClusterCount { get; init; }

    /// <summary>Whether studies of one cluster share a multiplier, and standard errors are cluster-robust.</summary>
    public required bool IsClustered { get; init; }

    /// <summary>The choices of the run.</summary>
    public required WildTestOptions Options { get; init; }

    /// <summary>Sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
