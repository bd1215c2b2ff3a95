using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>Single tables, one call away from what they show.</summary>
public static class TableExtensions
{
    /// <summary>One row a subgroup, the test between them as a note.</summary>
    /// <param name="pooled">An outcome pooled by a column.</param>
    /// <exception cref="InvalidOperationException">It was pooled without subgroups.</exception>
    public static ResultTable SubgroupTable(this PooledOutcome pooled)
    {
        ArgumentNullException.ThrowIfNull(pooled);
        return EffectTables.Subgroups(pooled.Effect) ?? throw new InvalidOperationException($"{pooled.Outcome.Label} was pooled without subgroups: name a column, as in Pool(outcome, by: \"disease\").");
    }

    /// <summary>The coefficients of a meta-regression of log odds as odds ratios, each against its reference or a unit of its moderator, the rest held.</summary>
    /// <param name="effect">A fit with moderators on the logit scale.</param>
    /// <returns>One row a coefficient, the intercept left out; the test of them all and the heterogeneity left as notes.</returns>
    /// <exception cref="InvalidOperationException">The fit has no moderators, or is not on the logit scale.</exception>
    public static ResultTable OddsRatios(this PooledEffect effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        if (effect.Measure != Measure.Logit || effect.Coefficients.Count < 2)
        {
            throw new InvalidOperationException($"Odds ratios are read from a meta-regression of log odds; this fit is of {effect.Measure} with {effect.Coefficients.Count} coefficients.");
        }

        return new ResultTable(
            "Odds ratios",
            [TableParts.Label("Moderator", "coefficient"), TableParts.Estimate("Odds ratio", "oddsRatio"), TableParts.Interval($"{Printed.Level(effect.Level)} CI"), TableParts.Number("p", "pValue")],
            effect.Coefficients.Skip(1).Select(Row))
        {
            Notes =
            [
                .. effect.Omnibus is { PValue: not null } test ? [$"All of them together: {Printed.Test(test.DenominatorDegreesOfFreedom is null ? "χ²" : "F", test)}."] : Array.Empty<string>(),
                $"tau² left: {Printed.Number(effect.Heterogeneity.TauSquared)}.",
            ],
        };
    }

    /// <summary>Given estimates as a table, as <see cref="ForestPlotExtensions.ForestPlot(IReadOnlyList{ForestEntry}, Measure, ForestPlotOptions?)"/> draws them.</summary>
    /// <param name="entries">The lines; a new <see cref="ForestEntry.Group"/> starts a new block.</param>
    /// <param name="title">Caption.</param>
    /// <param name="measure">What the estimates measure: proportions are printed as per cent.</param>
    public static ResultTable Table(this IReadOnlyList<ForestEntry> entries, string title, Measure measure)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(measure);
        List<TableRow> rows = [];
        string? group = null;
        foreach (var entry in entries)
        {
            if (entry.Group is { } heading && heading != group)
            {
                rows.Add(TableRow.Heading(heading));
            }

            group = entry.Group;
            var (value, interval) = entry.Estimate;
            rows.Add(new(
                entry.Summary ? RowKind.Total : RowKind.Entry,
                [TableCell.Words(entry.Label), TableCell.Value(Printed.Natural(measure, value), value), new TableCell(Printed.Natural(measure, interval), [interval?.Lower, interval?.Upper])]));
        }

        return new ResultTable(title, [TableParts.Label("", "label"), TableParts.Estimate("Estimate"), TableParts.Interval("95% interval")], rows);
    }

    /// <summary>How much evidence there is, by a column: arms, reports, patients treated, targets and years.</summary>
    /// <param name="evidence">The arms.</param>
    /// <param name="by">Header name of the column, in any case.</param>
    /// <exception cref="ArgumentException">There is no such column; the message lists those that exist.</exception>
    public static ResultTable Overview(this EvidenceBase evidence, string by = "disease")
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return EvidenceTables.Overview(evidence, by);
    }

    private static TableRow Row(Coefficient coefficient)
    {
        var (name, (value, _, interval, test)) = coefficient;
        var (lower, upper) = (Exp(interval?.Lower), Exp(interval?.Upper));
        return TableRow.Entry(
            TableCell.Words(name),
            TableParts.Number(Exp(value)),
            new TableCell(lower is null ? Printed.Undefined : $"{Printed.Number(lower)} to {Printed.Number(upper)}", [lower, upper]),
            TableParts.P(test.PValue));
    }

    private static double? Exp(double? logOdds) => logOdds is { } x ? Math.Exp(x) : null;
}
