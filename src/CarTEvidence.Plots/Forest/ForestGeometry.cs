using CarTEvidence.Plots.Axes;

namespace CarTEvidence.Plots.Forest;

/// <summary>Where everything of a forest plot stands, in points.</summary>
internal sealed record ForestGeometry
{
    internal required ForestStyles Styles { get; init; }

    internal required double Width { get; init; }

    internal required double Height { get; init; }

    internal required double Margin { get; init; }

    internal required IReadOnlyList<PlacedText> Heading { get; init; }

    internal required IReadOnlyList<PlacedGroup> Groups { get; init; }

    internal required double HeaderRule { get; init; }

    internal required IReadOnlyList<PlacedTrack> Tracks { get; init; }

    internal required IReadOnlyList<PlacedRow> Rows { get; init; }

    /// <summary>Height of the axis line.</summary>
    internal required double AxisLine { get; init; }

    internal required IReadOnlyList<PlacedText> Notes { get; init; }
}

/// <summary>A line of text and its baseline.</summary>
internal readonly record struct PlacedText(string Text, double X, double Baseline, TextStyle Style, TextAnchor Anchor);

/// <summary>A header over several tracks, and the rule under it.</summary>
internal sealed record PlacedGroup(PlacedText Text, double Left, double Right, double Rule);

/// <summary>A track with its horizontal extent and its header.</summary>
internal sealed record PlacedTrack(ForestTrack Track, double Left, double Right)
{
    internal IReadOnlyList<PlacedText> Header { get; init; } = [];

    /// <summary>Extent of each fragment of a text track.</summary>
    internal IReadOnlyList<(double Left, double Right)> Fragments { get; init; } = [];

    internal IReadOnlyList<AxisTick> Ticks { get; init; } = [];

    internal IReadOnlyList<PlacedText> AxisTitle { get; init; } = [];

    /// <summary>Space at both ends of a plot, so that a square on the limit stays inside.</summary>
    internal double Inset { get; init; }

    internal PlacedTrack Move(double shift) => shift == 0 ? this : this with
    {
        Left = Left + shift,
        Right = Right + shift,
        Fragments = [.. Fragments.Select(fragment => (fragment.Left + shift, fragment.Right + shift))],
    };

    internal double X(PlotAxis axis, double value) => Left + Inset + axis.Share(value) * (Right - Left - 2 * Inset);
}

/// <summary>A row with its vertical extent and its label's lines.</summary>
internal sealed record PlacedRow(ForestRow Row, double Top, double Bottom, IReadOnlyList<string> Lines, bool Banded)
{
    internal double Middle => (Top + Bottom) / 2;
}
