namespace CarTEvidence.Reports;

/// <summary>The tables of a pooled outcome that a bare effect does not have.</summary>
internal static class OutcomeTables
{
    /// <summary>Reports that left because of shared patients, and those that stayed although one contains them; <c>null</c> if there is none of either.</summary>
    public static ResultTable? Overlap(OverlapAudit audit)
    {
        var rows = audit.Dropped
            .Select(d => Row(d.Study, d.Arm, "left out", d.Rule.Code(), d.InFavourOf, d.Reason))
            .Concat(audit.Kept.Where(k => k.Remark is not null).Select(k => Row(k.Study, k.Arm, "kept", null, null, k.Remark)))
            .ToArray();
        return rows.Length == 0 ? null : new ResultTable(
            "Overlapping reports",
            [
                new("Report") { Role = ColumnRole.Label, Fields = ["study"] },
                new("Arm") { Fields = ["arm"] },
                new("Decision") { Fields = ["decision"] },
                new("Rule") { Fields = ["rule"] },
                new("In favour of") { Fields = ["in_favour_of"] },
                new("Why") { Fields = ["reason"] },
            ],
            rows)
        {
            Notes = [$"Policy: {audit.Policy.Code()}. {Printed.Plural(audit.Kept.Count, "arm")} kept, {audit.Dropped.Count} left out."],
        };
    }

    /// <summary>The definitions pooled; <c>null</c> if no report states one.</summary>
    public static ResultTable? Definitions(IReadOnlyList<OutcomeDefinition> definitions) => definitions.All(d => d.Definition is null) ? null : new ResultTable(
        "Definitions pooled",
        [
            new("Definition") { Role = ColumnRole.Label, Fields = ["definition"] },
            new("Reports") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["reports"] },
            new("Patients") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["patients"] },
        ],
        definitions.Select(d => TableRow.Entry(
            TableCell.Value(d.Definition ?? "not stated", d.Definition),
            TableCell.Value(Printed.Count(d.Reports), d.Reports),
            TableCell.Value(Printed.Count(d.Patients), d.Patients))));

    private static TableRow Row(string study, string arm, string decision, string? rule, string? inFavourOf, string? reason) => TableRow.Entry(
        TableCell.Words(study), TableCell.Words(arm), TableCell.Words(decision), TableCell.Words(rule), TableCell.Words(inFavourOf), TableCell.Words(reason));
}
