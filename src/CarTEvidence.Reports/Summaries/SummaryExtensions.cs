using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>Tables of results, one call away from the result.</summary>
public static class SummaryExtensions
{
    /// <summary>The tables of a pooled effect in the field's reading order.</summary>
    /// <param name="effect">The result.</param>
    /// <param name="title">What was pooled.</param>
    /// <returns>Pooled estimate and prediction; what the model has of posterior, heterogeneity, variance components, coefficients and robust errors; subgroups and studies; the result's notes.</returns>
    public static ResultSummary Summary(this PooledEffect effect, string title = "Pooled result")
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        var studies = EffectTables.Studies(effect);
        ResultTable?[] tables =
        [
            EffectTables.Pooled(effect), EffectTables.Posterior(effect), EffectTables.Heterogeneity(effect), EffectTables.Components(effect),
            EffectTables.Coefficients(effect), EffectTables.Robust(effect), EffectTables.Subgroups(effect), studies,
        ];
        return new ResultSummary
        {
            Title = title,
            Method = MethodSentence.Of(effect),
            Tables = [.. tables.OfType<ResultTable>()],
            Studies = studies,
            Notes = [.. effect.Notes, .. effect.Robust?.Notes ?? []],
        };
    }

    /// <summary>The tables of a pooled outcome in the field's reading order.</summary>
    /// <param name="pooled">The result.</param>
    /// <returns>As for the effect, then the audit of overlapping reports and the definitions pooled.</returns>
    public static ResultSummary Summary(this PooledOutcome pooled)
    {
        ArgumentNullException.ThrowIfNull(pooled);
        var summary = pooled.Effect.Summary(Title(pooled));
        ResultTable?[] more = [OutcomeTables.Overlap(pooled.Overlap), OutcomeTables.Definitions(pooled.Definitions)];
        return summary with { Tables = [.. summary.Tables, .. more.OfType<ResultTable>()], Notes = [.. pooled.Data.Notes, .. summary.Notes] };
    }

    private static string Title(PooledOutcome pooled)
    {
        var where = pooled.WhereColumns.Count == 0 ? string.Empty : $" where {string.Join(" and ", pooled.WhereColumns)}";
        return $"{pooled.Outcome.Label}{where}: {Printed.Fraction(pooled.Effect.Events, pooled.Effect.Total)} patients, {Printed.Plural(pooled.Effect.StudyCount, "arm")}";
    }
}
