using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Forest;

internal static partial class ForestLayout
{
    private static List<PlacedTrack> PlaceTracks(ForestContent content, ForestStyles styles, double plotWidth, double labelWidth)
    {
        var placed = new List<PlacedTrack>(content.Tracks.Count);
        var left = styles.Margin;
        for (var i = 0; i < content.Tracks.Count; i++)
        {
            var track = content.Tracks[i] switch
            {
                LabelTrack label => new PlacedTrack(label, left, left + LabelExtent(content, label, styles, labelWidth)),
                PlotTrack plot => new PlacedTrack(plot, left, left + plotWidth) { Inset = 0.75 * styles.LargestSquare },
                TextTrack text => PlaceText(content, text, i, left, styles),
                LightTrack light => new PlacedTrack(light, left, left + Math.Max(1.4 * styles.Em, styles.Header.WidthOf(light.Header))),
                var other => throw new ArgumentException($"A forest plot has no track {other.GetType().Name}.", nameof(content)),
            };
            placed.Add(track);
            var lights = track.Track is LightTrack && i + 1 < content.Tracks.Count && content.Tracks[i + 1] is LightTrack;
            left = track.Right + (lights ? 0.25 * styles.Em : styles.TrackGap);
        }

        return WidenForGroups(WidenForHeadings(content, placed, styles, labelWidth), styles);
    }

    /// <summary>Widens the column of labels, up to the width it may have, where the name of a subgroup does not fit left of the plot.</summary>
    private static List<PlacedTrack> WidenForHeadings(ForestContent content, List<PlacedTrack> tracks, ForestStyles styles, double labelWidth)
    {
        var headings = content.Rows.Where(row => row.Kind == ForestRowKind.Heading).Select(row => styles.LabelOf(row.Kind).WidthOf(TextFlow.Clean(row.Label)));
        var missing = headings.DefaultIfEmpty(0).Max() - HeadingExtent(tracks, styles);
        var widening = Math.Min(missing, labelWidth - (tracks[0].Right - tracks[0].Left));
        return widening > 0 ? [tracks[0] with { Right = tracks[0].Right + widening }, .. tracks.Skip(1).Select(track => track.Move(widening))] : tracks;
    }

    /// <summary>Room of the names of subgroups: from the left margin to the first plot.</summary>
    private static double HeadingExtent(List<PlacedTrack> tracks, ForestStyles styles) =>
        (tracks.Find(track => track.Track is PlotTrack)?.Left ?? tracks[^1].Right) - styles.TrackGap / 2 - tracks[0].Left;

    /// <summary>Moves tracks to the right where the header of a group is wider than its columns.</summary>
    private static List<PlacedTrack> WidenForGroups(List<PlacedTrack> tracks, ForestStyles styles)
    {
        var widened = new List<PlacedTrack>(tracks.Count);
        var shift = 0.0;
        for (var i = 0; i < tracks.Count; i++)
        {
            var last = i == tracks.Count - 1 || tracks[i].Track.Group is null || tracks[i + 1].Track.Group != tracks[i].Track.Group;
            widened.Add(tracks[i].Move(shift));
            if (!last || tracks[i].Track.Group is not { } group)
            {
                continue;
            }

            var first = widened.FindIndex(track => ReferenceEquals(track.Track, tracks[GroupStart(tracks, i)].Track));
            shift += Math.Max(0, styles.Header.WidthOf(group) - (widened[i].Right - widened[first].Left));
        }

        return widened;
    }

    private static int GroupStart(List<PlacedTrack> tracks, int last)
    {
        var first = last;
        while (first > 0 && tracks[first - 1].Track.Group == tracks[last].Track.Group)
        {
            first--;
        }

        return first;
    }

    /// <summary>Headers over neighbouring tracks of one group, each with the extent of its rule.</summary>
    private static List<PlacedGroup> PlaceGroups(List<PlacedTrack> tracks, ForestStyles styles, ref double cursor)
    {
        var groups = new List<PlacedGroup>();
        for (var i = 0; i < tracks.Count; i++)
        {
            if (tracks[i].Track.Group is not { } group || (i + 1 < tracks.Count && tracks[i + 1].Track.Group == group))
            {
                continue;
            }

            var left = tracks[GroupStart(tracks, i)].Left;
            var right = Math.Max(tracks[i].Right, left + styles.Header.WidthOf(group));
            groups.Add(new PlacedGroup(new PlacedText(group, (left + right) / 2, cursor + styles.Header.Size * FontMetrics.Ascent, styles.Header, TextAnchor.Middle), left, right, cursor + styles.Header.LineHeight));
        }

        if (groups.Count > 0)
        {
            cursor += styles.Header.LineHeight + 0.35 * styles.Em;
        }

        return groups;
    }

    private static double LabelExtent(ForestContent content, LabelTrack track, ForestStyles styles, double widest)
    {
        var rows = content.Rows.Where(row => row.Kind is not (ForestRowKind.Heading or ForestRowKind.Remark or ForestRowKind.Gap or ForestRowKind.Leg));
        var longest = rows.Select(row => styles.LabelOf(row.Kind).WidthOf(TextFlow.Clean(row.Label)) + row.Indent * styles.Indent).DefaultIfEmpty().Max();
        return Math.Max(styles.Header.WidthOf(track.Header), Math.Min(longest, widest));
    }

    private static PlacedTrack PlaceText(ForestContent content, TextTrack track, int index, double left, ForestStyles styles)
    {
        var widths = new double[track.Fragments.Count];
        foreach (var row in content.Rows)
        {
            if (row.Kind == ForestRowKind.Leg || !row.Cells.TryGetValue(index, out var cell) || cell is not TextCell text)
            {
                continue;
            }

            for (var f = 0; f < text.Fragments.Count; f++)
            {
                widths[f] = Math.Max(widths[f], styles.CellOf(row.Kind).WidthOf(text.Fragments[f]));
            }
        }

        var gap = track.Gap * styles.Em;
        var contentWidth = widths.Sum() + gap * (widths.Length - 1);
        var header = track.Header.Split('\n').Max(styles.Header.WidthOf);
        var width = Math.Max(contentWidth, header);
        var start = left + track.Align switch { TextAnchor.Start => 0, TextAnchor.Middle => (width - contentWidth) / 2, _ => width - contentWidth };
        var fragments = new List<(double, double)>(widths.Length);
        foreach (var extent in widths)
        {
            fragments.Add((start, start + extent));
            start += extent + gap;
        }

        return new PlacedTrack(track, left, left + width) { Fragments = fragments };
    }

    private static List<PlacedTrack> PlaceHeaders(List<PlacedTrack> tracks, ForestStyles styles, ref double cursor)
    {
        var style = styles.Header;
        var lines = tracks.Max(track => track.Track.Header.Split('\n').Length);
        var bottom = cursor + lines * style.LineHeight + 0.3 * styles.Em;
        var placed = tracks.Select(track =>
        {
            var header = track.Track.Header.Split('\n');
            var (x, anchor) = track.Track switch
            {
                PlotTrack or LightTrack => ((track.Left + track.Right) / 2, TextAnchor.Middle),
                TextTrack { Align: TextAnchor.End } => (track.Right, TextAnchor.End),
                TextTrack { Align: TextAnchor.Middle } => ((track.Left + track.Right) / 2, TextAnchor.Middle),
                _ => (track.Left, TextAnchor.Start),
            };
            var last = bottom - 0.3 * styles.Em - style.Size * (FontMetrics.Descent + 0.1);
            return track with
            {
                Header = [.. header.Select((text, i) => new PlacedText(text, x, last - (header.Length - 1 - i) * style.LineHeight, style, anchor)).Where(line => line.Text.Length > 0)],
            };
        }).ToList();
        cursor = bottom;
        return placed;
    }

    private static List<PlacedTrack> PlaceAxes(List<PlacedTrack> tracks, ForestStyles styles, ref double cursor)
    {
        var top = cursor;
        var deepest = cursor;
        var placed = new List<PlacedTrack>(tracks.Count);
        foreach (var track in tracks)
        {
            if (track.Track is not PlotTrack plot)
            {
                placed.Add(track);
                continue;
            }

            var ticks = plot.Axis.Ticks(Math.Clamp((int)((track.Right - track.Left) / (2.9 * styles.Em)), 3, 7));
            var baseline = top + 0.45 * styles.Em + styles.Tick.Size * FontMetrics.Ascent + 0.2 * styles.Em;
            var bottom = baseline + styles.Tick.Size * FontMetrics.Descent;
            var title = new List<PlacedText>();
            if (plot.AxisTitle.Length > 0)
            {
                var style = styles.Label;
                bottom += 0.3 * styles.Em;
                foreach (var line in TextFlow.Wrap(plot.AxisTitle, style, track.Right - track.Left + styles.TrackGap).Lines)
                {
                    title.Add(new PlacedText(line, (track.Left + track.Right) / 2, bottom + style.Size * FontMetrics.Ascent, style, TextAnchor.Middle));
                    bottom += style.LineHeight;
                }
            }

            deepest = Math.Max(deepest, bottom);
            placed.Add(track with { Ticks = ticks, AxisTitle = title });
        }

        cursor = deepest + 0.4 * styles.Em;
        return placed;
    }
}
