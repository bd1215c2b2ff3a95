using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Forest;

/// <summary>Gives everything of a forest plot its place. Pure: the same content and sizes give the same geometry.</summary>
internal static partial class ForestLayout
{
    private const double PointsPerMillimetre = 72 / 25.4;
    private const double NarrowestPlotInEm = 11;
    private const double NarrowestLabelInEm = 7.5;
    private const double NarrowestLabelOfLongWordsInEm = 11;
    private const double SmallestFont = 4.5;

    /// <summary>What a caterpillar would fill of a page, in points, as far as its legs can be told apart.</summary>
    private const double CaterpillarHeight = 520;
    private const double ShortestLegInEm = 0.2;
    private const double TallestLegInEm = 0.6;

    internal static ForestGeometry Compute(ForestContent content, ForestPlotOptions options)
    {
        if (options.WidthMillimetres is not { } millimetres)
        {
            return Place(content, options.ThemeOrJournals, options.PlotWidth, options.LabelWidth, null);
        }

        var width = millimetres * PointsPerMillimetre;
        var theme = options.ThemeOrJournals;
        var labelInEm = NarrowestLabel(content, theme);
        var narrowest = Narrowest(content, theme, labelInEm);
        while (narrowest > width && theme.FontSize > SmallestFont)
        {
            theme = theme with { FontSize = Math.Max(SmallestFont, theme.FontSize - 0.25) };
            narrowest = Narrowest(content, theme, labelInEm);
        }

        if (narrowest > width)
        {
            throw new ArgumentException(FormattableString.Invariant($"The columns need {narrowest / PointsPerMillimetre:0} mm even in small print; {millimetres:0.#} mm is too narrow."), nameof(options));
        }

        var plots = content.Tracks.OfType<PlotTrack>().Count();
        var label = Math.Min(options.LabelWidth, labelInEm * theme.FontSize + (width - narrowest) / 2);
        var plot = NarrowestPlotInEm * theme.FontSize + (width - Width(content, theme, NarrowestPlotInEm * theme.FontSize, label)) / Math.Max(1, plots);
        return Place(content, theme, plot, label, width);
    }

    private static double Narrowest(ForestContent content, FigureTheme theme, double labelInEm) =>
        Width(content, theme, NarrowestPlotInEm * theme.FontSize, labelInEm * theme.FontSize);

    /// <summary>Wide enough, within reason, that no word of a study's name has to be broken.</summary>
    private static double NarrowestLabel(ForestContent content, FigureTheme theme)
    {
        var styles = new ForestStyles(theme, compact: true);
        var words = content.Rows.Where(row => row.Kind == ForestRowKind.Study)
            .SelectMany(row => TextFlow.Clean(row.Label).Split(' ').Select(word => styles.Label.WidthOf(word) + row.Indent * styles.Indent));
        return Math.Clamp(words.DefaultIfEmpty(0).Max() / theme.FontSize, NarrowestLabelInEm, NarrowestLabelOfLongWordsInEm);
    }

    private static double Width(ForestContent content, FigureTheme theme, double plotWidth, double labelWidth)
    {
        var styles = new ForestStyles(theme, compact: true);
        return PageWidth(PlaceTracks(content, styles, plotWidth, labelWidth), styles);
    }

    private static double PageWidth(List<PlacedTrack> tracks, ForestStyles styles)
    {
        var group = tracks[^1].Track.Group is { } name ? tracks[GroupStart(tracks, tracks.Count - 1)].Left + styles.Header.WidthOf(name) : 0;
        return Math.Max(tracks[^1].Right, group) + styles.Margin;
    }

    private static ForestGeometry Place(ForestContent content, FigureTheme theme, double plotWidth, double labelWidth, double? width)
    {
        var styles = new ForestStyles(theme, compact: width is not null);
        var tracks = PlaceTracks(content, styles, plotWidth, labelWidth);
        var page = width ?? PageWidth(tracks, styles);
        var cursor = styles.Margin;
        var heading = PlaceHeading(content, styles, page, ref cursor);
        var groups = PlaceGroups(tracks, styles, ref cursor);
        tracks = PlaceHeaders(tracks, styles, ref cursor);
        var rule = cursor;
        cursor += 0.35 * styles.Em;
        var rows = PlaceRows(content, styles, tracks, ref cursor);
        cursor += 0.35 * styles.Em;
        var axis = cursor;
        tracks = PlaceAxes(tracks, styles, ref cursor);
        var notes = PlaceNotes(content.Notes, styles, page, ref cursor);
        return new ForestGeometry
        {
            Styles = styles,
            Width = page,
            Height = cursor + styles.Margin,
            Margin = styles.Margin,
            Heading = heading,
            Groups = groups,
            HeaderRule = rule,
            Tracks = tracks,
            Rows = rows,
            AxisLine = axis,
            Notes = notes,
        };
    }

    private static List<PlacedText> PlaceHeading(ForestContent content, ForestStyles styles, double page, ref double cursor)
    {
        var lines = new List<PlacedText>();
        foreach (var (text, style) in new[] { (content.Heading, styles.Title), (content.Subheading, styles.Subtitle) })
        {
            if (text.Length == 0)
            {
                continue;
            }

            foreach (var line in TextFlow.Wrap(text, style, page - 2 * styles.Margin).Lines)
            {
                lines.Add(new PlacedText(line, styles.Margin, cursor + style.Size * FontMetrics.Ascent, style, TextAnchor.Start));
                cursor += style.LineHeight;
            }

            cursor += 0.15 * styles.Em;
        }

        if (lines.Count > 0)
        {
            cursor += 0.6 * styles.Em;
        }

        return lines;
    }

    private static List<PlacedText> PlaceNotes(IReadOnlyList<string> notes, ForestStyles styles, double page, ref double cursor)
    {
        var lines = new List<PlacedText>();
        var style = styles.Small;
        foreach (var note in notes)
        {
            cursor += 0.35 * styles.Em;
            foreach (var line in TextFlow.Wrap(note, style, page - 2 * styles.Margin).Lines)
            {
                lines.Add(new PlacedText(line, styles.Margin, cursor + style.Size * FontMetrics.Ascent, style, TextAnchor.Start));
                cursor += style.LineHeight;
            }
        }

        return lines;
    }

    private static bool HasDensity(ForestRow row) => row.Cells.Values.Any(cell => cell is PlotCell { Density.Count: > 0 });

    /// <summary>Names of studies are shortened past two lines; what the plot itself says never is.</summary>
    private static int MostLines(ForestRowKind kind) => kind is ForestRowKind.Study or ForestRowKind.Heading ? 2 : int.MaxValue;

    private static List<PlacedRow> PlaceRows(ForestContent content, ForestStyles styles, List<PlacedTrack> tracks, ref double cursor)
    {
        var open = HeadingExtent(tracks, styles);
        var rows = new List<PlacedRow>(content.Rows.Count);
        var leg = Math.Clamp(CaterpillarHeight / Math.Max(1, content.Rows.Count(row => row.Kind == ForestRowKind.Leg)), ShortestLegInEm * styles.Em, TallestLegInEm * styles.Em);
        var odd = true;
        foreach (var row in content.Rows)
        {
            odd = row.Kind == ForestRowKind.Study && !odd;
            if (row.Kind is ForestRowKind.Gap or ForestRowKind.Leg)
            {
                var depth = row.Kind == ForestRowKind.Gap ? 0.6 * styles.Em : leg;
                rows.Add(new PlacedRow(row, cursor, cursor + depth, [], false));
                cursor += depth;
                continue;
            }

            var style = styles.LabelOf(row.Kind);
            var wide = row.Kind is ForestRowKind.Heading or ForestRowKind.Remark;
            var width = (wide ? open : tracks[0].Right - tracks[0].Left) - row.Indent * styles.Indent;
            var lines = TextFlow.Wrap(row.Label, style, Math.Max(width, 1), MostLines(row.Kind)).Lines;
            var height = (row.Kind == ForestRowKind.Remark ? 1.35 * styles.Em : HasDensity(row) ? 2 * styles.RowHeight : styles.RowHeight) + (lines.Count - 1) * style.LineHeight;
            rows.Add(new PlacedRow(row, cursor, cursor + height, lines, row.Kind == ForestRowKind.Study && odd));
            cursor += height;
        }

        return rows;
    }
}
