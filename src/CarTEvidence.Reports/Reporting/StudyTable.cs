using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>The arms behind an outcome with what tells them apart, for reading, sorting and filtering.</summary>
internal static class StudyTable
{
    /// <summary>One row an arm, in the order of the file.</summary>
    public static ResultTable Of(PooledOutcome pooled)
    {
        var measure = pooled.Effect.Measure;
        var weighted = pooled.Effect.Studies.Any(study => study.Weight is not null);
        List<TableColumn> columns =
        [
            new("Study") { Role = ColumnRole.Label, Fields = ["study"] },
            new("Disease") { Fields = ["disease"] },
            new("Target") { Fields = ["target"] },
            new("Cells") { Fields = ["source"] },
            new("Design") { Fields = ["design"] },
            new("Year") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["year"] },
            new("Events/n") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["events", "total"] },
            new("Estimate") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["estimate"] },
            new($"{Printed.Level(pooled.Effect.Level)} CI") { Role = ColumnRole.Interval, Fields = ["lower", "upper"] },
        ];
        if (weighted)
        {
            columns.Add(new("Weight") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["weight"] });
        }

        return new ResultTable("Studies pooled", columns, pooled.Arms.Select((arm, i) => Row(measure, arm, pooled.Effect.Studies[i], weighted)));
    }

    private static TableRow Row(Measure measure, TrialArm arm, StudyEstimate study, bool weighted)
    {
        var interval = study.Estimate.Interval;
        List<TableCell> cells =
        [
            TableCell.Words(study.Study),
            TableCell.Words(arm.Column("disease")),
            TableCell.Words(arm.Column("target")),
            TableCell.Words(InWords(arm.Column("source"))),
            TableCell.Words(InWords(arm.Column("design"))),
            TableCell.Value(Printed.Count(arm.Publication.Year), arm.Publication.Year),
            new(Printed.Fraction(study.Events, study.Total), [study.Events, study.Total]),
            TableCell.Value(Printed.Natural(measure, study.Estimate.Value), study.Estimate.Value),
            new(Printed.Natural(measure, interval), [interval?.Lower, interval?.Upper]),
        ];
        if (weighted)
        {
            cells.Add(TableCell.Value(study.Weight is { } weight ? Printed.Share(weight) : Printed.Undefined, study.Weight));
        }

        return TableRow.Entry(cells);
    }

    private static string? InWords(string? code) => code switch
    {
        "phase1" => "phase 1",
        "phase1_2" => "phase 1/2",
        "phase2" => "phase 2",
        "rct" => "randomised",
        _ => code?.Replace('_', ' '),
    };
}
