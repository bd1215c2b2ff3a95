using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <content>Studies and subgroups.</content>
internal static partial class EffectTables
{
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
            $"Subgroups by {effect.SubgroupName}",
            [
                new("Subgroup") { Role = ColumnRole.Label, Fields = ["subgroup"] },
                new("k") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["k"] },
                new("Events/n") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["events", "total"] },
                new("Estimate") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["estimate"] },
                new(effect.IntervalName()) { Role = ColumnRole.Interval, Fields = ["lower", "upper"] },
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
        TableColumn[] columns =
        [
            new("Study") { Role = ColumnRole.Label, Fields = ["study"] },
            new("Events/n") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["events", "total"] },
            new("Estimate") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["estimate"] },
            new(StudyInterval(effect)) { Role = ColumnRole.Interval, Fields = ["lower", "upper"] },
            new("Weight") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["weight"] },
        ];
        bool[] shown = [true, effect.Studies.Any(study => study.Events is not null), true, true, effect.Subgroups.Count == 0 && effect.Studies.Any(study => study.Weight is not null)];
        return new ResultTable(
            "Studies",
            columns.Where((_, c) => shown[c]),
            rows.Select(row => row.Kind == RowKind.Heading ? row : row with { Cells = [.. row.Cells.Where((_, c) => shown[c])] }))
        {
            Notes = effect.IntervalMethod == IntervalMethod.EqualTailed ? ["CI: confidence interval of a study by itself; CrI: credible interval of the pooled effect."] : [],
        };
    }

    // A study's own interval is a confidence interval also where the pooled one is credible.
    private static string StudyInterval(PooledEffect effect) =>
        effect.IntervalMethod == IntervalMethod.EqualTailed ? $"{Printed.Level(effect.Level)} CI/CrI" : effect.IntervalName();

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
}
