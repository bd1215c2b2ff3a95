namespace CarTEvidence.Plots.Forest;

internal sealed partial class ForestDrawing
{
    private void Glyph(PlacedRow row, PlacedTrack track, PlotCell cell, List<Mark> marks)
    {
        switch (cell.Glyph)
        {
            case ForestGlyph.Square:
                Square(row, track, cell, marks);
                break;
            case ForestGlyph.Bar:
                Bar(row, track, cell, marks);
                break;
            default:
                Diamond(row, track, cell, marks);
                break;
        }
    }

    private void Square(PlacedRow row, PlacedTrack track, PlotCell cell, List<Mark> marks)
    {
        var y = row.Middle;
        var half = Math.Max(0.24 * _styles.Em, Math.Sqrt(Math.Clamp(cell.Area, 0, 1)) * _styles.LargestSquare) / 2;
        var leg = row.Row.Kind == ForestRowKind.Leg;
        if (leg)
        {
            half = Math.Min(0.11 * _styles.Em, 0.4 * (row.Bottom - row.Top));
        }

        var limits = Clip(track, cell, 0);
        if (limits is { } whisker)
        {
            if (whisker.To > whisker.From)
            {
                marks.Add(new LineMark(new ScenePoint(whisker.From, y), new ScenePoint(whisker.To, y), leg ? _styles.Leg : _styles.Whisker));
            }

            if (!leg)
            {
                Arrows(whisker, y, _styles.Arrow, marks);
            }
        }

        if (cell.Value is not { } value || ((PlotTrack)track.Track).Axis.Share(value) is not (>= 0 and <= 1))
        {
            return;
        }

        var x = track.X(((PlotTrack)track.Track).Axis, value);
        marks.Add(new RectangleMark(new SceneBox(x - half, y - half, x + half, y + half), _styles.Square));
        if (limits is { Left: false, Right: false } inside && inside.To > inside.From && inside.From > x - half && inside.To < x + half)
        {
            marks.Add(new LineMark(new ScenePoint(inside.From, y), new ScenePoint(inside.To, y), _styles.WhiskerInside));
        }
    }

    private void Bar(PlacedRow row, PlacedTrack track, PlotCell cell, List<Mark> marks)
    {
        if (Clip(track, cell, 0.35 * _styles.Em) is not { } limits)
        {
            return;
        }

        var half = 0.19 * _styles.Em;
        var y = row.Middle;
        if (cell.Density.Count > 1)
        {
            y = row.Bottom - 0.5 * _styles.Em;
            Density(row, track, cell, y - half, marks);
        }

        if (limits.To > limits.From)
        {
            marks.Add(new RectangleMark(new SceneBox(limits.From, y - half, limits.To, y + half), _styles.PredictionBar));
        }

        Arrows(limits, y, new ShapeStyle("prediction-arrow") { Fill = _styles.Theme.Prediction }, marks);
    }

    private void Density(PlacedRow row, PlacedTrack track, PlotCell cell, double floor, List<Mark> marks)
    {
        var axis = ((PlotTrack)track.Track).Axis;
        var seen = cell.Density.Where(point => axis.Share(point.Value) is >= 0 and <= 1).ToList();
        if (seen.Count < 2)
        {
            return;
        }

        var tallest = floor - row.Top - 0.3 * _styles.Em;
        var curve = seen.Select(point => new ScenePoint(track.X(axis, point.Value), floor - point.Height * tallest)).ToList();
        marks.Add(new PolygonMark([curve[0] with { Y = floor }, .. curve, curve[^1] with { Y = floor }], _styles.PredictionDensity));
    }

    private void Diamond(PlacedRow row, PlacedTrack track, PlotCell cell, List<Mark> marks)
    {
        var style = cell.Glyph == ForestGlyph.OpenDiamond ? _styles.OpenDiamond
            : row.Row.Kind == ForestRowKind.Subtotal ? _styles.SubgroupDiamond : _styles.SummaryDiamond;
        var axis = ((PlotTrack)track.Track).Axis;
        if (cell.Value is not { } value || Clip(track, cell with { Lower = cell.Lower ?? value, Upper = cell.Upper ?? value }, 0) is not { } limits)
        {
            return;
        }

        var half = 0.55 * _styles.Em;
        var y = row.Middle;
        var x = Math.Clamp(track.X(axis, value), limits.From, limits.To);
        var thin = 0.12 * _styles.Em;
        var (from, to) = limits.To - limits.From < 2 * thin ? (x - thin, x + thin) : (limits.From, limits.To);
        marks.Add(new PolygonMark([new ScenePoint(from, y), new ScenePoint(x, y - half), new ScenePoint(to, y), new ScenePoint(x, y + half)], style));
        Arrows(limits, y, new ShapeStyle("summary-arrow") { Fill = style.Fill == _styles.OpenDiamond.Fill ? _styles.Theme.Summary : style.Fill }, marks);
    }

    private void Light(PlacedRow row, PlacedTrack track, RiskJudgement judgement, List<Mark> marks)
    {
        var center = new ScenePoint((track.Left + track.Right) / 2, row.Middle);
        var (shape, sign) = ForestStyles.Light(judgement);
        marks.Add(new CircleMark(center, 0.6 * _styles.Em, shape));
        marks.Add(new TextMark(center with { Y = center.Y + _styles.LightSign.MiddleToBaseline }, sign, _styles.LightSign, TextAnchor.Middle));
    }

    /// <summary>Limits on the page, cut at the ends of the axis; <c>null</c> if the cell has none or lies outside altogether without an end to point to.</summary>
    private static ClippedLimits? Clip(PlacedTrack track, PlotCell cell, double arrowSpace)
    {
        if (cell.Lower is not { } lower || cell.Upper is not { } upper)
        {
            return null;
        }

        var axis = ((PlotTrack)track.Track).Axis;
        var (start, end) = (track.X(axis, axis.Lower), track.X(axis, axis.Upper));
        var cutLeft = axis.Share(lower) < -1e-9;
        var cutRight = axis.Share(upper) > 1 + 1e-9;
        var from = cutLeft ? start + arrowSpace : Math.Clamp(track.X(axis, lower), start, end);
        var to = cutRight ? end - arrowSpace : Math.Clamp(track.X(axis, upper), start, end);
        return new ClippedLimits(from, Math.Max(from, to), cutLeft, cutRight);
    }

    private void Arrows(ClippedLimits limits, double y, ShapeStyle style, List<Mark> marks)
    {
        var length = 0.45 * _styles.Em;
        var half = 0.28 * _styles.Em;
        if (limits.Left)
        {
            marks.Add(new PolygonMark([new ScenePoint(limits.From - length, y), new ScenePoint(limits.From + length / 4, y - half), new ScenePoint(limits.From + length / 4, y + half)], style));
        }

        if (limits.Right)
        {
            marks.Add(new PolygonMark([new ScenePoint(limits.To + length, y), new ScenePoint(limits.To - length / 4, y - half), new ScenePoint(limits.To - length / 4, y + half)], style));
        }
    }

    /// <summary>Ends of an interval on the page, and at which of them it goes on beyond the axis.</summary>
    private readonly record struct ClippedLimits(double From, double To, bool Left, bool Right);
}
