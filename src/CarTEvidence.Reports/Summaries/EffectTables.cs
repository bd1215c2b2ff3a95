using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>The tables of a pooled effect, one method a table.</summary>
internal static class EffectTables
{
    /// <summary>The words for the three quantities that a model of proportions answers.</summary>
    private const string Typical = "Typical study";
    private const string Average = "Average over studies";

    /// <summary>Typical study, average over studies, new study; the figure to quote first.</summary>
    public static ResultTable Pooled(PooledEffect effect)
    {
        // Where the two coincide (one study, or none or all with the event) one line says it.
        var apart = effect.Marginal is not null && effect.Marginal != effect.Pooled;
        var typical = PooledRow(effect, apart ? Typical : "Pooled", effect.Pooled, effect.IntervalLabel());
        var rows = new List<TableRow> { typical };
        if (apart && effect.Marginal is { } marginal)
        {
            rows.Insert(effect.MarginalLeads ? 0 : 1, PooledRow(effect, Average, marginal, effect.IntervalLabel()));
        }

        if (effect.Prediction is { } prediction)
        {
            rows.Add(TableRow.Entry(
                TableCell.Words("New study"),
                TableCell.Empty(),
                TableCell.Words($"{Printed.Level(effect.Level)} PI"),
                IntervalCell(effect.Measure, prediction.Interval),
                TableCell.Words(MethodNames.Predictions[prediction.Method].Label)));
        }

        return new ResultTable(
            "Pooled estimate",
            [
                new("") { Role = ColumnRole.Label, Fields = ["quantity"] },
                new("Estimate") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["estimate"] },
                new("Interval") { Fields = ["interval"] },
                new("Limits") { Role = ColumnRole.Interval, Fields = ["lower", "upper"] },
                new("Method") { Fields = ["method"] },
            ],
            rows);
    }

    /// <summary>tau² with its intervals, I², H², and the tests of heterogeneity; <c>null</c> where the model has none of them.</summary>
    public static ResultTable? Heterogeneity(PooledEffect effect)
    {
        var h = effect.Heterogeneity;
        var rows = new List<TableRow>();
        if (h.TauSquared is not null)
        {
            var how = effect.TauSquaredEstimator is { } t ? $" ({MethodNames.TauSquaredEstimators[t].Label})" : string.Empty;
            rows.Add(Quantity("tau²" + how, Printed.Number(h.TauSquared), h.TauSquared, TauSquaredLimits(effect)));
            rows.Add(Quantity("tau", Printed.Number(h.Tau), h.Tau));
        }

        if (h.ISquared is not null)
        {
            rows.Add(Quantity("I²", Printed.Share(h.ISquared), h.ISquared));
        }

        if (h.HSquared is not null)
        {
            rows.Add(Quantity("H²", Printed.Number(h.HSquared), h.HSquared));
        }

        var likelihoodModel = effect.Model is not (PoolingModel.Random or PoolingModel.Common);
        AddTest(rows, likelihoodModel ? "Wald test of heterogeneity" : "Cochran's test of heterogeneity", "Q", h.CochranQ);
        AddTest(rows, "Likelihood-ratio test of heterogeneity", "χ²", h.LikelihoodRatio);
        if (effect.RSquared is { } r2)
        {
            rows.Add(Quantity("R²", Printed.Share(r2), r2));
        }

        AddTest(rows, "Test of moderators", effect.Omnibus?.DenominatorDegreesOfFreedom is null ? "QM" : "F", effect.Omnibus);
        return rows.Count == 0 ? null : new ResultTable(
            "Heterogeneity",
            [
                new("") { Role = ColumnRole.Label, Fields = ["quantity"] },
                new("Value") { Role = ColumnRole.Estimate, Fields = ["value", "p_value"] },
                new("Detail") { Role = ColumnRole.Interval, Fields = ["detail"] },
            ],
            rows);
    }

    /// <summary>The coefficients of a meta-regression; <c>null</c> where the intercept is the only one.</summary>
    public static ResultTable? Coefficients(PooledEffect effect) => effect.Coefficients.Count < 2 ? null : new ResultTable(
        $"Coefficients, on the {effect.Measure.Name} scale",
        [
            new("Coefficient") { Role = ColumnRole.Label, Fields = ["coefficient"] },
            new("Estimate") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["estimate"] },
            new("SE") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["standard_error"] },
            new($"{Printed.Level(effect.Level)} CI") { Role = ColumnRole.Interval, Fields = ["lower", "upper"] },
            new("Test") { Fields = ["statistic", "df", "p_value"] },
        ],
        effect.Coefficients.Select(coefficient => CoefficientRow(coefficient.Name, coefficient.Estimate)));

    /// <summary>One row a subgroup, with the test between them as a note.</summary>
    public static ResultTable? Subgroups(PooledEffect effect)
    {
        if (effect.Subgroups.Count == 0)
        {
            return null;
        }

        var test = effect.SubgroupTest is { PValue: not null } t
            ? [effect.Model == PoolingModel.BinomialNormal ? $"Likelihood-ratio test that subgroups agree: {Printed.Test("χ²", t)}" : $"Test that subgroups agree: {Printed.Test("Q", t)}"]
            : Array.Empty<string>();
        return new ResultTable(
            $"By {effect.SubgroupName}",
            [
                new("Subgroup") { Role = ColumnRole.Label, Fields = ["subgroup"] },
                new("k") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["k"] },
                new("Events/n") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["events", "total"] },
                new("Estimate") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["estimate"] },
                new($"{Printed.Level(effect.Level)} CI") { Role = ColumnRole.Interval, Fields = ["lower", "upper"] },
                new($"{Printed.Level(effect.Level)} PI") { Role = ColumnRole.Interval, Fields = ["prediction_lower", "prediction_upper"] },
                new("tau²") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["tau2"] },
            ],
            effect.Subgroups.Select(subgroup => SubgroupRow(subgroup)))
        {
            Notes = test,
        };
    }

    /// <summary>Every study, in subgroups where there are any, and below them what they come to.</summary>
    public static ResultTable Studies(PooledEffect effect)
    {
        var rows = new List<TableRow>();
        foreach (var subgroup in effect.Subgroups)
        {
            rows.Add(TableRow.Heading($"{effect.SubgroupName}: {subgroup.Level}"));
            rows.AddRange(subgroup.Effect.Studies.Select(study => StudyRow(effect.Measure, study, weighted: false)));
            rows.Add(Leading(subgroup.Effect, RowKind.Subtotal, $"Subtotal (k = {Printed.Count(subgroup.Effect.StudyCount)})"));
        }

        if (effect.Subgroups.Count == 0)
        {
            rows.AddRange(effect.Studies.Select(study => StudyRow(effect.Measure, study, weighted: true)));
        }

        rows.Add(Leading(effect, RowKind.Total, $"Pooled (k = {Printed.Count(effect.StudyCount)})"));
        var weighted = effect.Subgroups.Count == 0 && effect.Studies.Any(study => study.Weight is not null);
        var columns = new List<TableColumn>
        {
            new("Study") { Role = ColumnRole.Label, Fields = ["study"] },
            new("Events/n") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["events", "total"] },
            new("Estimate") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["estimate"] },
            new($"{Printed.Level(effect.Level)} CI") { Role = ColumnRole.Interval, Fields = ["lower", "upper"] },
            new("Weight") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["weight"] },
        };
        return weighted
            ? new ResultTable("Studies", columns, rows)
            : new ResultTable("Studies", columns.SkipLast(1), rows.Select(row => row.Kind == RowKind.Heading ? row : row with { Cells = [.. row.Cells.SkipLast(1)] }));
    }

    private static TableRow PooledRow(PooledEffect effect, string name, Estimate estimate, string method) => TableRow.Entry(
        TableCell.Words(name),
        TableCell.Value(Printed.Natural(effect.Measure, estimate.Value), estimate.Value),
        TableCell.Words($"{Printed.Level(effect.Level)} CI"),
        IntervalCell(effect.Measure, estimate.Interval),
        TableCell.Words(method));

    private static TableRow CoefficientRow(string name, TransformedEstimate estimate) => TableRow.Entry(
        TableCell.Words(name),
        TableCell.Value(Printed.Number(estimate.Value), estimate.Value),
        TableCell.Value(Printed.Number(estimate.StandardError), estimate.StandardError),
        new TableCell(Printed.Numbers(estimate.Interval), [estimate.Interval?.Lower, estimate.Interval?.Upper]),
        new TableCell(
            Printed.Test(estimate.Test.DegreesOfFreedom is null ? "z" : "t", estimate.Test),
            [estimate.Test.Statistic, estimate.Test.DegreesOfFreedom, estimate.Test.PValue]));

    private static TableRow Quantity(string name, string text, double? value, string? detail = null) =>
        TableRow.Entry(TableCell.Words(name), new TableCell(text, [value, null]), TableCell.Words(detail));

    private static void AddTest(List<TableRow> rows, string name, string statistic, TestResult? test)
    {
        if (test is { Statistic: not null })
        {
            rows.Add(TableRow.Entry(
                TableCell.Words(name),
                new TableCell(Printed.Test(statistic, test), [test.Statistic, test.PValue]),
                TableCell.Empty()));
        }
    }

    private static string? TauSquaredLimits(PooledEffect effect) => effect.TauSquaredIntervals.Count == 0
        ? null
        : string.Join("; ", effect.TauSquaredIntervals.Select(i => $"{Printed.Level(i.TauSquared.Level)} CI {Printed.Numbers(i.TauSquared)} ({MethodNames.TauSquaredIntervals[i.Method].Label})"));

    private static TableRow SubgroupRow(SubgroupResult subgroup)
    {
        var effect = subgroup.Effect;
        return TableRow.Entry(
            TableCell.Words(subgroup.Level),
            TableCell.Value(Printed.Count(effect.StudyCount), effect.StudyCount),
            new TableCell(Printed.Fraction(effect.Events, effect.Total), [effect.Events, effect.Total]),
            TableCell.Value(Printed.Natural(effect.Measure, effect.Leading.Value), effect.Leading.Value),
            IntervalCell(effect.Measure, effect.Leading.Interval),
            IntervalCell(effect.Measure, effect.Prediction?.Interval),
            TableCell.Value(Printed.Number(effect.Heterogeneity.TauSquared), effect.Heterogeneity.TauSquared));
    }

    private static TableRow StudyRow(Measure measure, StudyEstimate study, bool weighted) => TableRow.Entry(
        TableCell.Words(study.Study),
        new TableCell(Printed.Fraction(study.Events, study.Total), [study.Events, study.Total]),
        TableCell.Value(Printed.Natural(measure, study.Estimate.Value), study.Estimate.Value),
        IntervalCell(measure, study.Estimate.Interval),
        weighted && study.Weight is { } weight ? TableCell.Value(Printed.Share(weight), weight) : TableCell.Empty());

    private static TableRow Leading(PooledEffect effect, RowKind kind, string label) => new(
        kind,
        [
            TableCell.Words(effect.MarginalLeads ? label + ", average over studies" : label),
            new TableCell(Printed.Fraction(effect.Events, effect.Total), [effect.Events, effect.Total]),
            TableCell.Value(Printed.Natural(effect.Measure, effect.Leading.Value), effect.Leading.Value),
            IntervalCell(effect.Measure, effect.Leading.Interval),
            TableCell.Empty(),
        ]);

    private static TableCell IntervalCell(Measure measure, Interval? interval) =>
        new(Printed.Natural(measure, interval), [interval?.Lower, interval?.Upper]);
}
