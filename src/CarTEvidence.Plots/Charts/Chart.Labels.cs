using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Charts;

/// <content>Room for labels.</content>
internal sealed partial class Chart
{
    /// <summary>Distance kept between labels, in em.</summary>
    private const double LabelGap = 0.12;

    /// <summary>Among more points than this only the first few that find room are named: the others would be a thicket.</summary>
    private const int MostLabelled = 60;
    private const int NamedAmongMany = 12;

    /// <summary>Among more points than this, leading lines would be a tangle.</summary>
    private const int MostLed = 40;

    /// <summary>How far from its point a label may stand, in em beyond its radius; from the second on a thin line leads to it.</summary>
    private static readonly double[] Rings = [0.3, 1.5, 2.6, 3.8];

    private readonly List<SceneBox> _occupied = [];
    private readonly List<SceneBox> _lines = [];
    private int _points;
    private int _labelled;

    /// <summary>Keeps labels away from a box.</summary>
    internal void Occupy(SceneBox box)
    {
        _points++;
        _occupied.Add(box);
    }

    /// <summary>Keeps labels off a line.</summary>
    internal void Avoid(IReadOnlyList<ScenePoint> line) => _lines.AddRange(Pieces(line));

    /// <summary>
    /// A label beside a point where it touches neither points nor other labels nor lines, with a thin line that leads to it where it had to move away; nothing where there is no
    /// room. Call after every point has been given to <see cref="Occupy"/>.
    /// </summary>
    internal IReadOnlyList<Mark> Label(string text, ScenePoint point, double radius)
    {
        var style = Styles.Small;
        var clean = TextFlow.Shorten(TextFlow.Clean(text), style, Math.Min(16 * Styles.Em, 0.45 * Area.Width));
        if (_points > MostLabelled && _labelled >= NamedAmongMany)
        {
            return [];
        }

        var rings = _points > MostLed ? 1 : Rings.Length;
        for (var ring = 0; ring < rings; ring++)
        {
            foreach (var place in Places(radius + Rings[ring] * Styles.Em, ring > 0))
            {
                var mark = new TextMark(new ScenePoint(point.X + place.Dx, point.Y + place.Dy + style.MiddleToBaseline), clean, style, place.Anchor);
                var box = mark.Bounds.Grow(LabelGap * Styles.Em);
                if (!Area.Contains(mark.Bounds) || _occupied.Any(box.Overlaps) || _lines.Any(box.Overlaps))
                {
                    continue;
                }

                if (ring == 0)
                {
                    _labelled++;
                    _occupied.Add(mark.Bounds);
                    return [mark];
                }

                var leader = Leader(point, mark, place, radius);
                var pieces = Pieces([leader.From, leader.To]);
                if (pieces.Skip(1).Any(piece => _occupied.Any(piece.Overlaps)))
                {
                    continue;
                }

                _labelled++;
                _occupied.Add(mark.Bounds);
                _occupied.AddRange(pieces);
                return [leader, mark];
            }
        }

        return [];
    }

    /// <summary>Beside, above and below first, then the corners.</summary>
    private IEnumerable<(double Dx, double Dy, TextAnchor Anchor)> Places(double gap, bool far)
    {
        var lift = gap + (far ? 0 : 0.35 * Styles.Em);
        if (!far)
        {
            yield return (gap, 0, TextAnchor.Start);
            yield return (-gap, 0, TextAnchor.End);
        }

        yield return (0, -lift, TextAnchor.Middle);
        yield return (0, lift, TextAnchor.Middle);
        yield return (0.7 * gap, -gap, TextAnchor.Start);
        yield return (-0.7 * gap, -gap, TextAnchor.End);
        yield return (0.7 * gap, gap, TextAnchor.Start);
        yield return (-0.7 * gap, gap, TextAnchor.End);
        if (far)
        {
            yield return (1.4 * gap, -0.5 * gap, TextAnchor.Start);
            yield return (-1.4 * gap, -0.5 * gap, TextAnchor.End);
            yield return (1.4 * gap, 0.5 * gap, TextAnchor.Start);
            yield return (-1.4 * gap, 0.5 * gap, TextAnchor.End);
        }
    }

    private LineMark Leader(ScenePoint point, TextMark label, (double Dx, double Dy, TextAnchor Anchor) place, double radius)
    {
        var box = label.Bounds;
        var end = new ScenePoint(
            place.Anchor switch { TextAnchor.Start => box.Left - 0.15 * Styles.Em, TextAnchor.End => box.Right + 0.15 * Styles.Em, _ => (box.Left + box.Right) / 2 },
            place.Anchor == TextAnchor.Middle ? place.Dy < 0 ? box.Bottom : box.Top : (box.Top + box.Bottom) / 2);
        var (dx, dy) = (end.X - point.X, end.Y - point.Y);
        var share = (radius + 0.15 * Styles.Em) / Math.Sqrt(dx * dx + dy * dy);
        return new LineMark(new ScenePoint(point.X + share * dx, point.Y + share * dy), end, Styles.Leader);
    }

    /// <summary>Small boxes along a line.</summary>
    private List<SceneBox> Pieces(IReadOnlyList<ScenePoint> line)
    {
        var step = Styles.Em / 4;
        var boxes = new List<SceneBox>();
        for (var i = 1; i < line.Count; i++)
        {
            var (from, to) = (line[i - 1], line[i]);
            var pieces = Math.Max(1, (int)(Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)) / step));
            for (var k = 0; k < pieces; k++)
            {
                var (x, y) = (from.X + (to.X - from.X) * (k + 0.5) / pieces, from.Y + (to.Y - from.Y) * (k + 0.5) / pieces);
                boxes.Add(new SceneBox(x, y, x, y).Grow(step / 2));
            }
        }

        return boxes;
    }
}
