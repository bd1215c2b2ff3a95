namespace CarTEvidence.Reports;

/// <summary>The evidence before it is pooled.</summary>
internal static class EvidenceTables
{
    /// <summary>One row a value of the column, most patients first, and all together.</summary>
    public static ResultTable Overview(EvidenceBase evidence, string by)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        return new(
            $"Arms by {ColumnNames.Of(by)}",
            [
                TableParts.Label(char.ToUpperInvariant(ColumnNames.Of(by)[0]) + ColumnNames.Of(by)[1..], by), TableParts.Number("Arms", "arms"), TableParts.Number("Reports", "reports"),
                TableParts.Number("Treated", "treated"), TableParts.Words("Targets", "targets"), TableParts.Words("Published", "years"),
            ],
            evidence.Arms.GroupBy(arm => arm.Column(by) ?? EvidenceBase.NotReported, StringComparer.Ordinal)
                .OrderByDescending(group => group.Sum(arm => (long)arm.Treated)).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Row(group.Key, [.. group]))
                .Append(Row("All", evidence.Arms) with { Kind = RowKind.Total }))
        {
            Notes = ["Patients treated, before shared patients are resolved: that is done outcome by outcome."],
        };
    }

    private static TableRow Row(string name, IReadOnlyList<TrialArm> arms)
    {
        var years = arms.Select(arm => arm.Publication.Year).Order().ToArray();
        return TableRow.Entry(
            TableCell.Words(name),
            TableParts.Count(arms.Count),
            TableParts.Count(arms.Select(arm => arm.Study).Distinct(StringComparer.Ordinal).Count()),
            TableParts.Count(arms.Sum(arm => (long)arm.Treated)),
            TableCell.Words(string.Join(", ", arms.Select(arm => arm.Construct.Target?.Code ?? EvidenceBase.NotReported).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))),
            TableCell.Words(years is [] ? null : years[0] == years[^1] ? Printed.Count(years[0]) : $"{Printed.Count(years[0])}–{Printed.Count(years[^1])}"));
    }
}
