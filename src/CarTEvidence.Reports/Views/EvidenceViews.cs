using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>Evidence before it is pooled, and what was done to get there.</summary>
internal static class EvidenceViews
{
    public static ResultView Of(EvidenceBase evidence)
    {
        return new()
        {
            Title = evidence.ToString(),
            Sentence = evidence.Filters.Count == 0 ? null : $"Selected: {SelectionText.All(evidence.Filters, evidence.ColumnFilters)}.",
            Tables = evidence.Arms.Count == 0 ? [] : [EvidenceTables.Overview(evidence, "disease")],
            Figures = evidence.ArmsReporting(Outcome.Remission).Count == 0 ? [] : [evidence.EvidenceMap(Outcome.Remission)],
        };
    }

    public static ResultView Of(OutcomeData data)
    {
        var table = new ResultTable(
            $"Counts: {data.Outcome.Label}",
            [TableParts.Label("Study", "study"), TableParts.Words("Disease", "disease"), TableParts.Words("Target", "target"), TableParts.Number("Events/n", "events", "evaluable"), TableParts.Estimate("Share"), TableParts.Interval("95% CI"), TableParts.Words("Definition", "definition")],
            data.Arms.Select((arm, i) => Row(data.Proportions.Study[i], arm, data.Counts[i])));
        ResultTable?[] tables = [OutcomeTables.Definitions(data.Definitions), OutcomeTables.Overlap(data.Overlap), table];
        return new() { Title = $"{data.Outcome.Label}: {Printed.Plural(data.Arms.Count, "arm")}", Tables = [.. tables.OfType<ResultTable>()], Notes = data.Notes };
    }

    public static ResultView Of(OverlapAudit audit) => new() { Title = $"Shared patients: {audit}", Tables = OutcomeTables.Overlap(audit) is { } table ? [table] : [] };

    public static ResultView Of(EvidenceReadResult read)
    {
        var problems = new ResultTable(
            "Problems",
            [TableParts.Number("Line", "line"), TableParts.Words("Field", "field"), TableParts.Words("Value", "value"), TableParts.Words("Problem", "problem"), TableParts.Words("Severity", "severity")],
            read.Problems.Select(problem => TableRow.Entry(
                TableParts.Count(problem.Line),
                TableCell.Words(problem.Field),
                TableCell.Words(problem.Value),
                TableCell.Words(problem.Allowed is null ? problem.Message : $"{problem.Message}; allowed: {problem.Allowed}"),
                TableCell.Words(problem.Severity == ProblemSeverity.Error ? "error" : "warning"))));
        return new()
        {
            Title = read.Evidence is { } evidence ? $"Read: {evidence}" : $"Refused: {Printed.Plural(read.Errors.Count, "error")}",
            Tables = read.Problems.Count > 0 ? [problems] : [],
        };
    }

    public static ResultView Of(EvidenceReport report) => new()
    {
        Title = $"Evidence report: {Printed.Plural(report.Results.Count, "analysis").Replace("analysiss", "analyses", StringComparison.Ordinal)}",
        Tables =
        [
            new ResultTable(
                "What was found",
                [TableParts.Label("Outcome", "outcome"), TableParts.Number("k", "k"), TableParts.Number("Events/n", "events", "total"), TableParts.Estimate("Estimate"), TableParts.Interval("Interval")],
                report.Results.Where(result => result.Effect.Subgroups.Count == 0 && result.Data.Grouping is null).Select(Row)),
        ],
        Notes = report.Unreported.Count == 0 ? [] : [$"No arm reports: {string.Join("; ", report.Unreported.Select(outcome => outcome.Label))}."],
    };

    private static TableRow Row(PooledOutcome pooled)
    {
        var effect = pooled.Effect;
        var interval = effect.Leading.Interval;
        return TableRow.Entry(
            TableCell.Words(pooled.Outcome.Label),
            TableParts.Count(effect.StudyCount),
            new TableCell(Printed.Fraction(effect.Events, effect.Total), [effect.Events, effect.Total]),
            TableCell.Value(Printed.Natural(effect.Measure, effect.Leading.Value), effect.Leading.Value),
            new TableCell(Printed.Natural(effect.Measure, interval), [interval?.Lower, interval?.Upper]));
    }

    private static TableRow Row(string study, TrialArm arm, OutcomeCount count)
    {
        var interval = ProportionInterval.Compute(count.Events, count.Evaluable);
        var share = (double)count.Events / count.Evaluable;
        return TableRow.Entry(
            TableCell.Words(study),
            TableCell.Words(arm.Disease.Code),
            TableCell.Words(arm.Construct.Target?.Code),
            new TableCell(Printed.Fraction(count.Events, count.Evaluable), [count.Events, count.Evaluable]),
            TableCell.Value(Printed.Percent(share), share),
            new TableCell($"{Printed.Percent(interval.Lower)} to {Printed.Percent(interval.Upper)}", [interval.Lower, interval.Upper]),
            TableCell.Words(count.Definition));
    }
}
