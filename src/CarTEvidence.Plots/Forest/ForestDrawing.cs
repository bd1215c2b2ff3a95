using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Forest;

/// <summary>Draws a forest plot's geometry as a scene.</summary>
internal sealed partial class ForestDrawing
{
    private readonly ForestGeometry _geometry;
    private readonly ForestStyles _styles;
    private readonly List<Mark> _marks = [];

    private ForestDrawing(ForestGeometry geometry)
    {
        _geometry = geometry;
        _styles = geometry.Styles;
    }

    internal static Scene Draw(ForestGeometry geometry)
    {
        var drawing = new ForestDrawing(geometry);
        drawing.Background();
        drawing.Headers();
        foreach (var row in geometry.Rows)
        {
            drawing.Row(row);
        }

        drawing.Axes();
        drawing._marks.Add(new GroupMark("notes", [.. geometry.Notes.Select(Text)]));
        return new Scene(geometry.Width, geometry.Height, drawing._marks) { Background = drawing._styles.Theme.Background };
    }

    private void Background()
    {
        var marks = new List<Mark>();
        var bleed = _styles.Em / 2;
        var (left, right) = (_geometry.Margin - bleed, _geometry.Width - _geometry.Margin + bleed);
        foreach (var row in _geometry.Rows)
        {
            if (row.Banded && _styles.Theme.Band is not null)
            {
                marks.Add(new RectangleMark(new SceneBox(left, row.Top, right, row.Bottom), _styles.Band));
            }
            else if (row.Row.Kind == ForestRowKind.Study && _styles.Theme.Band is null)
            {
                marks.Add(Horizontal(row.Bottom, _styles.Hairline));
            }
        }

        var totals = _geometry.Rows.SkipWhile(row => row.Row.Kind != ForestRowKind.Total).ToList();
        if (totals.Count > 0)
        {
            marks.Add(_styles.Theme.SummaryBand is null
                ? Horizontal(totals[0].Top - 0.15 * _styles.Em, _styles.AxisLine)
                : new RectangleMark(new SceneBox(left, totals[0].Top, right, totals[^1].Bottom), _styles.SummaryBand));
        }

        foreach (var track in _geometry.Tracks)
        {
            if (track.Track is PlotTrack plot)
            {
                Grid(track, plot, marks);
            }
        }

        _marks.Add(new GroupMark("background", marks));
    }

    private void Grid(PlacedTrack track, PlotTrack plot, List<Mark> marks)
    {
        if (plot.Shade is { } shade && plot.Axis.Share(shade.Lower) < 1 && plot.Axis.Share(shade.Upper) > 0)
        {
            var (left, right) = (track.X(plot.Axis, Math.Max(shade.Lower, plot.Axis.Lower)), track.X(plot.Axis, Math.Min(shade.Upper, plot.Axis.Upper)));
            marks.Add(new RectangleMark(new SceneBox(left, _geometry.HeaderRule, right, _geometry.AxisLine), _styles.PredictionShade));
        }

        foreach (var tick in track.Ticks)
        {
            marks.Add(Vertical(track.X(plot.Axis, tick.Value), _geometry.HeaderRule, _geometry.AxisLine, _styles.Grid));
        }

        if (plot.ReferenceLine is { } reference && plot.Axis.Share(reference) is >= 0 and <= 1)
        {
            marks.Add(Vertical(track.X(plot.Axis, reference), _geometry.HeaderRule, _geometry.AxisLine, _styles.ReferenceLine));
        }

        var total = _geometry.Rows.FirstOrDefault(row => row.Row.Kind == ForestRowKind.Total);
        if (total is not null && plot.SummaryLine is { } summary && plot.Axis.Share(summary) is >= 0 and <= 1)
        {
            marks.Add(Vertical(track.X(plot.Axis, summary), _geometry.HeaderRule, total.Middle, _styles.SummaryLine));
        }
    }

    private void Headers()
    {
        var marks = new List<Mark>(_geometry.Heading.Select(Text));
        foreach (var group in _geometry.Groups)
        {
            marks.Add(Text(group.Text));
            marks.Add(new LineMark(new ScenePoint(group.Left, group.Rule), new ScenePoint(group.Right, group.Rule), _styles.AxisLine));
        }

        marks.AddRange(_geometry.Tracks.SelectMany(track => track.Header).Select(Text));
        marks.Add(Horizontal(_geometry.HeaderRule, _styles.HeaderRule));
        _marks.Add(new GroupMark("headers", marks));
    }

    private void Row(PlacedRow placed)
    {
        var row = placed.Row;
        if (row.Kind == ForestRowKind.Gap)
        {
            return;
        }

        var marks = new List<Mark>();
        var style = _styles.LabelOf(row.Kind);
        var first = placed.Middle - (placed.Lines.Count - 1) * style.LineHeight / 2 + style.MiddleToBaseline;
        var x = _geometry.Tracks[0].Left + row.Indent * _styles.Indent;
        marks.AddRange(placed.Lines.Select((line, i) => Text(new PlacedText(line, x, first + i * style.LineHeight, style, TextAnchor.Start))));
        for (var i = 0; i < _geometry.Tracks.Count; i++)
        {
            if (!row.Cells.TryGetValue(i, out var cell) || (row.Kind == ForestRowKind.Leg && cell is not PlotCell))
            {
                continue;
            }

            if (cell is TextCell text)
            {
                Cells(placed, _geometry.Tracks[i], text, marks);
            }
            else if (cell is PlotCell plot)
            {
                Glyph(placed, _geometry.Tracks[i], plot, marks);
            }
            else if (cell is LightCell light)
            {
                Light(placed, _geometry.Tracks[i], light.Judgement, marks);
            }
        }

        _marks.Add(new GroupMark(ClassOf(row.Kind), marks) { Title = row.Description });
    }

    private void Cells(PlacedRow placed, PlacedTrack track, TextCell cell, List<Mark> marks)
    {
        var style = _styles.CellOf(placed.Row.Kind);
        var alignments = ((TextTrack)track.Track).Fragments;
        for (var i = 0; i < cell.Fragments.Count; i++)
        {
            if (cell.Fragments[i].Length == 0)
            {
                continue;
            }

            var (left, right) = track.Fragments[i];
            var x = alignments[i] switch { TextAnchor.Start => left, TextAnchor.Middle => (left + right) / 2, _ => right };
            marks.Add(Text(new PlacedText(cell.Fragments[i], x, placed.Middle + style.MiddleToBaseline, style, alignments[i])));
        }
    }

    private void Axes()
    {
        var marks = new List<Mark>();
        var tickLength = 0.45 * _styles.Em;
        foreach (var track in _geometry.Tracks)
        {
            if (track.Track is not PlotTrack plot)
            {
                continue;
            }

            var (from, to) = (track.X(plot.Axis, plot.Axis.Lower), track.X(plot.Axis, plot.Axis.Upper));
            marks.Add(new LineMark(new ScenePoint(from, _geometry.AxisLine), new ScenePoint(to, _geometry.AxisLine), _styles.AxisLine));
            foreach (var tick in track.Ticks)
            {
                var x = track.X(plot.Axis, tick.Value);
                marks.Add(Vertical(x, _geometry.AxisLine, _geometry.AxisLine + tickLength, _styles.AxisLine));
                var baseline = _geometry.AxisLine + tickLength + 0.2 * _styles.Em + _styles.Tick.Size * FontMetrics.Ascent;
                marks.Add(Text(new PlacedText(tick.Label, x, baseline, _styles.Tick, TextAnchor.Middle)));
            }

            marks.AddRange(track.AxisTitle.Select(Text));
        }

        _marks.Add(new GroupMark("axis", marks));
    }

    private LineMark Horizontal(double y, ShapeStyle style)
    {
        var bleed = _styles.Em / 2;
        return new LineMark(new ScenePoint(_geometry.Margin - bleed, y), new ScenePoint(_geometry.Width - _geometry.Margin + bleed, y), style);
    }

    private static LineMark Vertical(double x, double top, double bottom, ShapeStyle style) => new(new ScenePoint(x, top), new ScenePoint(x, bottom), style);

    private static TextMark Text(PlacedText text) => new(new ScenePoint(text.X, text.Baseline), text.Text, text.Style, text.Anchor);

    private static string ClassOf(ForestRowKind kind) => kind switch
    {
        ForestRowKind.Heading => "subgroup",
        ForestRowKind.Study or ForestRowKind.Leg => "study",
        ForestRowKind.Subtotal => "subtotal",
        ForestRowKind.Total => "total",
        ForestRowKind.Supplement => "supplement",
        _ => "remark",
    };
}
