using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>One row an arm and outcome: its counts, its own interval, whether it was pooled, and why not.</summary>
internal static class StudyList
{
    private static readonly TableColumn[] Columns =
    [
        Words("outcome"), Words("study"), Words("arm"), Words("label"), Words("cohort"), Words("disease"), Words("target"), Words("source"), Words("design"),
        Number("year"), Words("definition"), Number("events"), Number("evaluable"), Number("estimate"), Number("lower"), Number("upper"), Number("weight"),
        Words("status"), Words("rule"), Words("in_favour_of"),
    ];

    /// <summary>The list, outcome by outcome: arms pooled in the order of the file, then arms left out.</summary>
    public static ResultTable Of(EvidenceBase evidence, EvidenceReportOptions options, IEnumerable<ReportAnalysis> analyses) => new(
        "Studies by outcome",
        Columns,
        analyses.Where(a => a.By is null).Select(a => a.Pooled).OfType<PooledOutcome>().SelectMany(pooled => Kept(pooled).Concat(Dropped(evidence, options.Pooling, pooled))));

    private static IEnumerable<TableRow> Kept(PooledOutcome pooled) => pooled.Arms.Select((arm, i) =>
    {
        var study = pooled.Effect.Studies[i];
        return Row(pooled.Outcome, arm, study.Study, pooled.Data.Counts[i], study.Estimate, study.Weight, "pooled", null, null);
    });

    private static IEnumerable<TableRow> Dropped(EvidenceBase evidence, ProportionOptions options, PooledOutcome pooled)
    {
        var arms = evidence.Arms.ToDictionary(arm => (arm.Study, arm.Arm));
        foreach (var dropped in pooled.Overlap.Dropped)
        {
            var arm = arms[(dropped.Study, dropped.Arm)];
            if (pooled.Outcome.CountIn(arm) is { } count)
            {
                var interval = ProportionInterval.Compute(count.Events, count.Evaluable, options.StudyInterval, options.Level);
                yield return Row(pooled.Outcome, arm, null, count, new Estimate((double)count.Events / count.Evaluable, interval), null, "left out", dropped.Rule.Code(), dropped.InFavourOf);
            }
        }
    }

    private static TableRow Row(
        Outcome outcome, TrialArm arm, string? label, OutcomeCount count, Estimate estimate, double? weight, string status, string? rule, string? inFavourOf)
    {
        object?[] values =
        [
            outcome.Name, arm.Study, arm.Arm, label, arm.Cohort, arm.Column("disease"), arm.Column("target"), arm.Column("source"), arm.Column("design"),
            arm.Publication.Year, count.Definition, count.Events, count.Evaluable, estimate.Value, estimate.Interval?.Lower, estimate.Interval?.Upper, weight,
            status, rule, inFavourOf,
        ];
        return TableRow.Entry([.. values.Select(value => new TableCell(string.Empty, [value]))]);
    }

    private static TableColumn Words(string field) => new(field) { Fields = [field] };

    private static TableColumn Number(string field) => new(field) { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = [field] };
}
