using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>What the section of one outcome shows.</summary>
internal static class SectionContent
{
    /// <summary>The section.</summary>
    /// <param name="evidence">The evidence, to say how much of it reports the outcome.</param>
    /// <param name="overall">The outcome overall.</param>
    /// <param name="analyses">The same, then by each grouping.</param>
    public static PageSection Of(EvidenceBase evidence, ReportAnalysis overall, IReadOnlyList<ReportAnalysis> analyses)
    {
        if (overall.Pooled is not { } pooled)
        {
            return new PageSection(overall.Id, overall.Outcome.Label, overall.Unreported ?? string.Empty, [], [], null, [], [], []);
        }

        var summary = pooled.Summary();
        return new PageSection(
            overall.Id,
            overall.Outcome.Label,
            FindingText.Sentence(pooled),
            KeyFigures(evidence, pooled),
            [.. analyses.Where(a => a is { Pooled: not null, Figure: not null }).Select(Panel), .. overall.Figures.Select(Panel)],
            StudyTable.Of(pooled),
            [.. overall.Sensitivity.Select(analysis => (analysis.Group, FindingText.Of(analysis)))],
            [.. summary.Tables.Where(table => table != summary.Studies), pooled.Sources()],
            [.. summary.Notes, .. overall.Sensitivity.Count > 0 && OutcomeFigures.NoFunnel(pooled.Effect) is { } note ? [note] : Array.Empty<string>()]);
    }

    private static (string Label, string Value, string Detail)[] KeyFigures(EvidenceBase evidence, PooledOutcome pooled)
    {
        var effect = pooled.Effect;
        var name = effect.MarginalLeads ? "Average over studies" : effect.IsExact() ? "Observed" : "Typical study";
        var reports = pooled.Arms.Select(arm => arm.Study).Distinct(StringComparer.Ordinal).Count();
        var level = Printed.Level(effect.Level);
        return
        [
            (name, Printed.Percent(effect.Leading.Value), $"{effect.IntervalName()} {Printed.Natural(effect.Measure, effect.Leading.Interval)}, {effect.IntervalLabel()}"),
            ("A new, similar study", Printed.Natural(effect.Measure, effect.Prediction?.Interval), effect.Prediction is null ? "prediction interval not defined" : $"{level} prediction interval"),
            ("Patients", Printed.Fraction(effect.Events, effect.Total), $"{Printed.Plural(effect.StudyCount, "arm")} of {Printed.Plural(reports, "report")}; {evidence.ArmsReporting(pooled.Outcome).Count} of {Printed.Plural(evidence.Arms.Count, "arm")} report it"),
            Heterogeneity(effect),
        ];
    }

    private static (string Label, string Value, string Detail) Heterogeneity(PooledEffect effect) => effect.IsExact()
        ? ("Heterogeneity", "not identifiable", effect.StudyCount == 1 ? "a single arm" : effect.Events == 0 ? "no patient had the event" : "every patient had the event")
        : ("Heterogeneity", $"tau² {Equal(effect.Heterogeneity.TauSquared)}", effect.Heterogeneity.ISquared is { } i2 ? $"I² = {Printed.Share(i2)}" : "I² not defined");

    /// <summary>A figure with the data behind it.</summary>
    public static PagePanel Panel(ReportFigure figure) => new(
        figure.Name,
        figure.Label,
        figure.Heading,
        FigureInPage.Of(figure.Figure),
        figure.Name,
        figure.Remark.Length == 0 ? figure.Figure.Title : $"{figure.Figure.Title}. {figure.Remark}",
        null,
        figure.Data.ToCsv());

    private static PagePanel Panel(ReportAnalysis analysis)
    {
        var pooled = analysis.Pooled!;
        var by = analysis.By is null ? null : ColumnNames.Of(analysis.By);
        return new PagePanel(
            by is null ? $"{analysis.Id}-overall" : analysis.Id,
            by is null ? "Overall" : $"By {by}",
            by is null ? "All studies" : $"By {by}",
            FigureInPage.Of(analysis.Figure!),
            analysis.Id,
            analysis.Figure!.Title,
            by is null ? null : EffectTables.Subgroups(pooled.Effect),
            pooled.Effect.Summary().Studies.ToCsv());
    }

    private static string Equal(double? value) => value is > 0 and < 0.0005 ? Printed.Number(value) : $"= {Printed.Number(value)}";
}
