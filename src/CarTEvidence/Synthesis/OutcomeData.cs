using CarTEvidence.MetaAnalysis;
using CarTEvidence.Notebooks;

namespace CarTEvidence;

/// <summary>One outcome of the selected arms, shared patients resolved: the counts that enter a synthesis, and what was done to get them.</summary>
/// <remarks>Collections are compared by reference.</remarks>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed record OutcomeData
{
    internal OutcomeData()
    {
    }

    /// <summary>The outcome counted.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The arms counted, in the order of the file, length k.</summary>
    public required IReadOnlyList<TrialArm> Arms { get; init; }

    /// <summary>Their counts, length k.</summary>
    public required IReadOnlyList<OutcomeCount> Counts { get; init; }

    /// <summary>Labels, events and evaluable patients for the engine, length k. Labels are unique: first author and year, with the arm where a study has several.</summary>
    public required ProportionData Proportions { get; init; }

    /// <summary>The subgroups asked for; <c>null</c> without any.</summary>
    public Grouping? Grouping { get; init; }

    /// <summary>The definitions pooled, most patients first.</summary>
    public required IReadOnlyList<OutcomeDefinition> Definitions { get; init; }

    /// <summary>What was done about shared patients.</summary>
    public required OverlapAudit Overlap { get; init; }

    /// <summary>The selections made, as text.</summary>
    public required IReadOnlyList<string> Where { get; init; }

    /// <summary>Those of <see cref="Where"/> that select by a column's value, fit for a title.</summary>
    public required IReadOnlyList<string> WhereColumns { get; init; }

    /// <summary>SHA-256 of the evidence before any selection.</summary>
    public required string InputHash { get; init; }

    /// <summary>Sentences for the reader about definitions and shared patients.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Pools the counts as they stand.</summary>
    /// <param name="options">Model, estimator and intervals; <c>null</c> for the binomial-normal model with profile-likelihood intervals.</param>
    /// <exception cref="ArgumentException">The model cannot take what was asked of it.</exception>
    public PooledOutcome Pool(ProportionOptions? options = null) => new(this, Pooling.Proportions(Proportions, options, Grouping));
}
