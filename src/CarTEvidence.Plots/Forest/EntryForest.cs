using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Forest;

/// <summary>Turns given estimates into a forest plot: a label, a plot and the numbers.</summary>
internal static class EntryForest
{
    /// <param name="entries">The lines.</param>
    /// <param name="measure">What they are estimates of.</param>
    /// <param name="options">Choices.</param>
    /// <param name="fit">The fit that they all come from; <c>null</c> takes their intervals for confidence intervals.</param>
    internal static ForestContent Content(IReadOnlyList<ForestEntry> entries, Measure measure, ForestPlotOptions options, PooledEffect? fit = null)
    {
        var text = new EffectText(measure);
        var format = ForestFormat.Of(options.Journal);
        var extra = new ExtraColumns(options, entries.Count);
        var cells = entries.Select(entry => new PlotCell(entry.Summary ? ForestGlyph.Diamond : ForestGlyph.Square, entry.Estimate.Value, entry.Estimate.Interval?.Lower, entry.Estimate.Interval?.Upper) { Area = 0.3 }).ToList();
        var axis = ForestAxis.Choose(cells, text, options.AxisLower, options.AxisUpper);
        var decimals = options.Decimals ?? SeriesColumns.Decimals(axis, text);
        var level = entries.Select(entry => entry.Estimate.Interval?.Level).OfType<double>().FirstOrDefault(0.95);
        var interval = fit is null ? $"{NumberText.Level(level)} CI" : IntervalText.Of(fit);
        var rows = new List<ForestRow>();
        string? group = null;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.Group != group && entry.Group is { } heading)
            {
                rows.Add(new ForestRow(ForestRowKind.Heading, heading));
            }
            else if (entry.Summary && i > 0 && !entries[i - 1].Summary)
            {
                rows.Add(new ForestRow(ForestRowKind.Gap, ""));
            }

            group = entry.Group;
            rows.Add(new ForestRow(entry.Summary ? ForestRowKind.Total : ForestRowKind.Study, entry.Label)
            {
                Indent = entry.Group is null ? 0 : 1,
                Cells = PooledForest.Number(
                    extra.Left(i),
                    [cells[i], new TextCell([format.Typeset(text.Printed(entry.Estimate.Value, decimals)), format.Interval(text, entry.Estimate.Interval, decimals)])],
                    extra.Right(i)),
                Description = $"{TextFlow.Clean(entry.Label)}: {text.Spoken(entry.Estimate, interval, decimals)}{extra.Spoken(i)}",
            });
        }

        var title = string.IsNullOrEmpty(options.Title) ? text.Name : options.Title;
        return new ForestContent
        {
            Title = $"Forest plot: {title}",
            Heading = options.Title ?? text.Name,
            Subheading = options.Subtitle ?? "",
            Description = string.Join(". ", rows.Select(row => row.Description).OfType<string>()) + ".",
            Tracks =
            [
                new LabelTrack(options.StudyHeader ?? ""),
                .. extra.LeftTracks,
                new PlotTrack("", axis, options.AxisTitle ?? (text.IsProportion ? "% of patients" : text.Name))
                {
                    SummaryLine = entries.LastOrDefault(entry => entry.Summary)?.Estimate.Value,
                    ReferenceLine = options.ReferenceValue ?? text.NoEffect,
                },
                new TextTrack(format.EstimateHeader(text, interval), [TextAnchor.End, TextAnchor.End]) { Gap = 0.6 },
                .. extra.RightTracks,
            ],
            Rows = rows,
            Notes = extra.RiskLegend is { } legend ? [legend] : [],
        };
    }
}
