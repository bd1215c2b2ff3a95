using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>One analysis of a report: an outcome, overall or by a column, with its figure.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="By">Column of the subgroups; <c>null</c> for the overall result.</param>
/// <param name="Pooled">The result; <c>null</c> if no arm reports the outcome.</param>
/// <param name="Figure">Its forest plot; <c>null</c> without a result.</param>
/// <param name="Unreported">Why there is no result; <c>null</c> if there is one.</param>
internal sealed record ReportAnalysis(Outcome Outcome, string? By, PooledOutcome? Pooled, Figure? Figure, string? Unreported)
{
    /// <summary>The overall result answered in other ways, its own answer first; empty for subgroups, or where it was not asked for.</summary>
    public IReadOnlyList<SensitivityAnalysis> Sensitivity { get; init; } = [];

    /// <summary>Figures of the outcome besides its forest plot; empty for subgroups.</summary>
    public IReadOnlyList<ReportFigure> Figures { get; init; } = [];

    /// <summary>Anchor and file name, for example <c>crs-3-by-target</c>.</summary>
    public string Id => Slug.Of(By is null ? Outcome.Name : $"{Outcome.Name} by {By}");

    /// <summary>For people, for example <c>CRS grade ≥ 3 by target</c>.</summary>
    public string Label => By is null ? Outcome.Label : $"{Outcome.Label} by {ColumnNames.Of(By)}";
}
