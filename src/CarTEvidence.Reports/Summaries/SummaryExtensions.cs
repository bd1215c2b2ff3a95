using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>Tables of results, one call away from the result.</summary>
public static class SummaryExtensions
{
    /// <summary>The tables of a pooled effect in the field's reading order.</summary>
    /// <param name="effect">The result.</param>
    /// <param name="title">What was pooled.</param>
    /// <returns>Pooled estimate and prediction, heterogeneity, subgroups and studies, with the result's notes.</returns>
    public static ResultSummary Summary(this PooledEffect effect, string title = "Pooled result")
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        var studies = EffectTables.Studies(effect);
        ResultTable?[] tables = [EffectTables.Pooled(effect), EffectTables.Heterogeneity(effect), EffectTables.Subgroups(effect), studies];
        return new ResultSummary
        {
            Title = title,
            Method = MethodWords.Of(effect),
            Tables = [.. tables.OfType<ResultTable>()],
            Studies = studies,
            Notes = effect.Notes,
        };
    }
}
