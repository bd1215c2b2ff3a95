using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>The data behind figures that no other table of the report has.</summary>
internal static class FigureTables
{
    private static readonly string[] GradeColumns = ["any", "grade1", "grade2", "grade3", "grade4", "grade3plus"];

    /// <summary>Counts of worst grades, arm by arm, as the reports give them.</summary>
    public static ResultTable Grades(PooledOutcome pooled)
    {
        var toxicity = pooled.Outcome == Outcome.Crs() ? "crs" : "icans";
        return new(
            $"{pooled.Outcome.Label}: worst grades as reported",
            [TableParts.Label("Study", "study"), TableParts.Number("Patients", "evaluable"), .. GradeColumns.Select(grade => TableParts.Number(grade, $"{toxicity}_{grade}"))],
            pooled.Arms.Select((arm, i) => TableRow.Entry(
                [
                    TableCell.Words(pooled.Effect.Studies[i].Study), TableParts.Count(pooled.Data.Counts[i].Evaluable),
                    .. GradeColumns.Select(grade => TableCell.Words(arm.Column($"{toxicity}_{grade}"))),
                ])));
    }

    /// <summary>Arms and evaluable patients by disease and target.</summary>
    public static ResultTable Map(PooledOutcome pooled) => new(
        $"{pooled.Outcome.Label}: arms and patients by disease and target",
        [TableParts.Label("Disease", "disease"), TableParts.Words("Target", "target"), TableParts.Number("Arms", "arms"), TableParts.Number("Patients", "patients")],
        pooled.Arms.Select((arm, i) => (Disease: arm.Disease.Code, Target: arm.Construct.Target?.Code ?? EvidenceBase.NotReported, Patients: (long)pooled.Data.Counts[i].Evaluable))
            .GroupBy(arm => (arm.Disease, arm.Target))
            .OrderBy(cell => cell.Key.Disease, StringComparer.Ordinal).ThenBy(cell => cell.Key.Target, StringComparer.Ordinal)
            .Select(cell => TableRow.Entry(TableCell.Words(cell.Key.Disease), TableCell.Words(cell.Key.Target), TableParts.Count(cell.Count()), TableParts.Count(cell.Sum(arm => arm.Patients)))));

    /// <summary>Effects and their standard errors on the scale of the analysis.</summary>
    public static ResultTable Funnel(PooledEffect effect) => new(
        "Effects and standard errors",
        [TableParts.Label("Study", "study"), TableParts.Number("Effect", "effect"), TableParts.Number("Standard error", "standardError"), TableParts.Number("Patients", "total")],
        effect.Studies.Select(study => TableRow.Entry(
            TableCell.Words(study.Study), TableParts.Number(study.Effect), TableParts.Number(study.Variance is { } variance ? Math.Sqrt(variance) : null), TableCell.Value(Printed.Fraction(study.Total, study.Total), study.Total))));

    /// <summary>The arms that report both outcomes.</summary>
    public static ResultTable Both(PooledOutcome benefit, PooledOutcome harm)
    {
        var harms = harm.Arms.Select((arm, i) => (arm.Study, arm.Arm, Count: harm.Data.Counts[i])).ToDictionary(arm => (arm.Study, arm.Arm), arm => arm.Count);
        return new(
            $"{benefit.Outcome.Label} and {harm.Outcome.Label}",
            [TableParts.Label("Study", "study"), TableParts.Number(benefit.Outcome.Label, "benefit_events", "benefit_evaluable"), TableParts.Number(harm.Outcome.Label, "harm_events", "harm_evaluable")],
            benefit.Arms.Select((arm, i) => (Arm: arm, Gained: benefit.Data.Counts[i], Name: benefit.Effect.Studies[i].Study)).Where(both => harms.ContainsKey((both.Arm.Study, both.Arm.Arm)))
                .Select(both => TableRow.Entry(TableCell.Words(both.Name), Cell(both.Gained), Cell(harms[(both.Arm.Study, both.Arm.Arm)]))));
    }

    private static TableCell Cell(OutcomeCount count) => new(Printed.Fraction(count.Events, count.Evaluable), [count.Events, count.Evaluable]);
}
