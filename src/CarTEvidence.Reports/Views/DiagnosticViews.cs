using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>What a pooled effect rests on.</summary>
internal static class DiagnosticViews
{
    /// <summary>Fewest studies that deletion diagnostics are drawn for.</summary>
    private const int FewestInfluences = 3;

    public static ResultView Of(StudySensitivities steps)
    {
        var left = steps.Change == StudyChange.LeftOut;
        var (effect, title) = (steps.Whole, left ? "Leaving one study out" : "Adding one study at a time");
        var table = new ResultTable(
            title,
            [
                TableParts.Label(left ? "Left out" : "Added", "study"), TableParts.Estimate("Estimate"), TableParts.Interval(effect.IntervalName()),
                TableParts.Number("tau²", "tau2"), TableParts.Number("I²", "i2"),
            ],
            steps.Select(step => Row(effect.Measure, step.Study, step.Pooled, step.Heterogeneity))
                .Append(Row(effect.Measure, "All studies", effect.Pooled, effect.Heterogeneity) with { Kind = RowKind.Total }));
        return new() { Title = title, Sentence = MethodSentence.Of(effect), Tables = [table], Figures = steps.Count > 0 ? [steps.ForestPlot()] : [] };
    }

    public static ResultView Of(StudyInfluences influences)
    {
        var table = new ResultTable(
            "Influence of each study",
            [
                TableParts.Label("Study", "study"), TableParts.Number("Residual", "studentizedResidual"), TableParts.Number("DFFITS", "dffits"), TableParts.Number("Cook's d", "cooksDistance"),
                TableParts.Number("Cov. ratio", "covarianceRatio"), TableParts.Number("tau² without", "tau2Deleted"), TableParts.Number("Leverage", "hat"), TableParts.Words("Influential", "influential"),
            ],
            influences.Select(study => TableRow.Entry(
                TableCell.Words(study.Study), TableParts.Number(study.StudentizedResidual), TableParts.Number(study.Dffits), TableParts.Number(study.CooksDistance),
                TableParts.Number(study.CovarianceRatio), TableParts.Number(study.TauSquaredDeleted), TableParts.Number(study.Hat), TableCell.Words(study.IsInfluential ? "yes" : "no"))))
        {
            Notes = ["Residual: externally studentised. Influential: |DFFITS| > 3√(p/(k − p)), Cook's distance beyond the median of χ²(p), leverage > 3p/k, or |DFBETAS| > 1."],
        };
        return new() { Title = table.Title, Sentence = MethodSentence.Of(influences.Whole), Tables = [table], Figures = influences.Count >= FewestInfluences ? [influences.Whole.InfluencePlot()] : [] };
    }

    public static ResultView Of(SmallStudyTest test)
    {
        var statistic = test.Test;
        var table = new ResultTable(
            "Small-study effects",
            [TableParts.Label("Test", "test"), TableParts.Number("k", "k"), TableParts.Estimate("Estimate"), TableParts.Number("Statistic", "statistic"), TableParts.Number("df", "df"), TableParts.Number("p", "pValue")],
            [
                TableRow.Entry(
                    TableCell.Words(test.Predictor is { } predictor ? $"{test.Name}, on the {Words(predictor)}" : test.Name),
                    TableParts.Count(test.StudyCount), TableParts.Number(test.Estimate), TableParts.Number(statistic.Statistic), TableParts.Number(statistic.DegreesOfFreedom), TableParts.P(statistic.PValue)),
            ]);
        return new() { Title = table.Title, Tables = [table], Notes = test.Notes };
    }

    public static ResultView Of(TrimAndFill filled)
    {
        var adjusted = filled.Adjusted;
        var table = new ResultTable(
            "Trim and fill",
            [TableParts.Label("Estimator", "estimator"), TableParts.Words("Side", "side"), TableParts.Number("Missing", "missing"), TableParts.Estimate("Adjusted"), TableParts.Interval("Interval"), TableParts.Number("tau²", "tau2")],
            [
                TableRow.Entry(
                    TableCell.Words(filled.Estimator.ToString()), TableCell.Words(filled.Side.ToString()), TableCell.Value(filled.Missing is { } missing ? Printed.Count(missing) : Printed.Undefined, filled.Missing),
                    TableParts.Number(adjusted?.Value), new TableCell(Printed.Numbers(adjusted?.Interval), [adjusted?.Interval?.Lower, adjusted?.Interval?.Upper]), TableParts.Number(filled.TauSquared)),
            ])
        {
            Notes = ["On the scale of the analysis."],
        };
        return new() { Title = table.Title, Tables = [table], Notes = filled.Notes };
    }

    private static string Words(FunnelPredictor predictor) => predictor switch
    {
        FunnelPredictor.StandardError => "standard error",
        FunnelPredictor.Variance => "variance",
        FunnelPredictor.InverseSize => "inverse of the size",
        FunnelPredictor.RootSize => "root of the size",
        FunnelPredictor.InverseRootSize => "inverse root of the size",
        _ => "size",
    };

    private static TableRow Row(Measure measure, string study, Estimate pooled, HeterogeneityResult heterogeneity) => TableRow.Entry(
        TableCell.Words(study),
        TableCell.Value(Printed.Natural(measure, pooled.Value), pooled.Value),
        new TableCell(Printed.Natural(measure, pooled.Interval), [pooled.Interval?.Lower, pooled.Interval?.Upper]),
        TableParts.Number(heterogeneity.TauSquared),
        TableCell.Value(Printed.Share(heterogeneity.ISquared), heterogeneity.ISquared));
}
