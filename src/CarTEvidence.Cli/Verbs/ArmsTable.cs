using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Verbs;

/// <summary>Arms as a table.</summary>
internal static class ArmsTable
{
    /// <summary>One row an arm; with an outcome, only the arms that report it, and their counts.</summary>
    public static ResultTable Of(EvidenceBase evidence, Outcome? outcome)
    {
        var arms = outcome is null ? evidence.Arms : evidence.ArmsReporting(outcome);
        List<TableColumn> columns =
        [
            new("Study") { Role = ColumnRole.Label, Fields = ["study_id"] },
            new("Arm") { Fields = ["arm_id"] },
            new("Year") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["year"] },
            new("Disease") { Fields = ["disease"] },
            new("Target") { Fields = ["target"] },
            new("Source") { Fields = ["source"] },
            new("Treated") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["n_treated"] },
        ];
        if (outcome is not null)
        {
            columns.Add(new("Events/n") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["events", "total"] });
            columns.Add(new("Definition") { Fields = ["definition"] });
        }

        var title = outcome is null ? $"{evidence}" : FormattableString.Invariant($"{outcome.Label}: reported by {arms.Count} of {evidence.Arms.Count} arms");
        return new ResultTable(title, columns, arms.Select(arm => Row(arm, outcome?.CountIn(arm))));
    }

    private static TableRow Row(TrialArm arm, OutcomeCount? count)
    {
        List<TableCell> cells =
        [
            TableCell.Words(arm.Study),
            TableCell.Words(arm.Arm),
            Column(arm, "year"),
            Column(arm, "disease"),
            Column(arm, "target"),
            Column(arm, "source"),
            Column(arm, "n_treated"),
        ];
        if (count is { } counted)
        {
            cells.Add(new TableCell(FormattableString.Invariant($"{counted.Events}/{counted.Evaluable}"), [counted.Events, counted.Evaluable]));
            cells.Add(TableCell.Words(counted.Definition));
        }

        return TableRow.Entry(cells);
    }

    private static TableCell Column(TrialArm arm, string name) => TableCell.Words(arm.Column(name));
}
