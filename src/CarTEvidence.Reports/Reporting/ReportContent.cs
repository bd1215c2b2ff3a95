using System.Globalization;

namespace CarTEvidence.Reports;

/// <summary>Turns analyses into what the page says.</summary>
internal static class ReportContent
{
    /// <summary>The content of the page.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="options">The choices of the report.</param>
    /// <param name="analyses">Every analysis.</param>
    /// <param name="planes">Benefit against each harm.</param>
    public static PageContent Compose(EvidenceBase evidence, EvidenceReportOptions options, IReadOnlyList<ReportAnalysis> analyses, IReadOnlyList<ReportFigure> planes)
    {
        var overall = analyses.Where(a => a.By is null).ToArray();
        var (methods, references) = MethodsText.Compose(Facts(evidence, options, overall));
        return new PageContent(
            options.Title,
            Lead(evidence),
            SizeOf(evidence),
            [.. overall.Select(a => FindingText.Of(a))],
            [.. overall.Select(a => SectionContent.Of(evidence, a, [.. analyses.Where(other => other.Outcome == a.Outcome)])), .. BenefitRiskContent.Section(planes) is { } section ? [section] : Array.Empty<PageSection>()],
            LimitsText.Of(evidence, overall),
            methods,
            references,
            Provenance(evidence, options));
    }

    private static string Lead(EvidenceBase evidence)
    {
        var selection = evidence.Filters.Count == 0 ? string.Empty : $" Selected: {SelectionText.All(evidence.Filters, evidence.ColumnFilters)}.";
        return $"What published reports say on remission, relapse and toxicity, pooled without dressing it up: small single-arm studies, remission near 100%, severe toxicity near 0%.{selection}";
    }

    private static (string Label, string Value)[] SizeOf(EvidenceBase evidence)
    {
        var treated = evidence.Arms.Sum(arm => (long)arm.Treated);
        var (first, last) = (evidence.Arms.Min(arm => arm.Publication.Year), evidence.Arms.Max(arm => arm.Publication.Year));
        return
        [
            ("arms", Printed.Count(evidence.Arms.Count)),
            ("reports", Printed.Count(evidence.Arms.Select(arm => arm.Study).Distinct(StringComparer.Ordinal).Count())),
            ("patients treated, before overlap is removed", Printed.Count(treated)),
            ("diseases", Printed.Count(evidence.Arms.Select(arm => arm.Disease).Distinct().Count())),
            ("published", first == last ? Printed.Count(first) : $"{Printed.Count(first)}–{Printed.Count(last)}"),
        ];
    }

    private static MethodsFacts Facts(EvidenceBase evidence, EvidenceReportOptions options, ReportAnalysis[] overall) => new(
        evidence.ToString(),
        SelectionText.All(evidence.Filters, evidence.ColumnFilters),
        [.. overall.Where(a => a.Pooled is not null).Select(a => (a.Outcome.Label, a.Pooled!.Effect))],
        options.Outcomes.Any(outcome => outcome.AtLeastGrade is not null),
        [.. options.Groupings.Select(ColumnNames.Of)],
        options.Pooling.StudyInterval,
        options.Pooling.ZeroCorrection ?? options.Pooling.Measure.DefaultZeroCorrection,
        evidence.OverlapPolicy,
        overall.Sum(a => a.Pooled?.Overlap.Dropped.Count ?? 0),
        options.Sensitivity,
        ResultJson.Version);

    private static (string Label, string Value)[] Provenance(EvidenceBase evidence, EvidenceReportOptions options)
    {
        var source = evidence.Source is { } path ? Path.GetFileName(path) : "arms made in code";
        List<(string, string)> provenance =
        [
            ("Software", $"CarTEvidence {ResultJson.Version}"),
            ("Input", source),
            ("SHA-256 of the input", evidence.Hash),
        ];
        if (options.Made is { } made)
        {
            provenance.Add(("Made", made.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)));
        }

        return [.. provenance];
    }
}
