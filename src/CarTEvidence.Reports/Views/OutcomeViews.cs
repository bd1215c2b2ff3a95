using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>Pooled results: the tables of the summary, the studies as a forest plot.</summary>
internal static class OutcomeViews
{
    public static ResultView Of(PooledOutcome pooled) => Of(pooled.Summary(), pooled.ForestPlot());

    public static ResultView Of(PooledEffect effect, string title = "Pooled result") => Of(effect.Summary(title), effect.ForestPlot());

    private static ResultView Of(ResultSummary summary, Figure forest) => new()
    {
        Title = summary.Title,
        Sentence = summary.Method,
        Tables = [.. summary.Tables.Where(table => table != summary.Studies), summary.Studies],
        Figures = [forest],
        Notes = summary.Notes,
    };
}
