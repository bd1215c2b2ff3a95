using CarTEvidence.Plots.Axes;

namespace CarTEvidence.Plots.Forest;

/// <summary>What a forest plot says, before anything has a place: columns (tracks) from left to right, rows from top to bottom.</summary>
internal sealed record ForestContent
{
    internal required string Title { get; init; }

    internal required string Heading { get; init; }

    internal required string Subheading { get; init; }

    internal required string Description { get; init; }

    /// <summary>The first track holds the rows' labels.</summary>
    internal required IReadOnlyList<ForestTrack> Tracks { get; init; }

    internal required IReadOnlyList<ForestRow> Rows { get; init; }

    /// <summary>Paragraphs under the plot.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One column of a forest plot.</summary>
/// <param name="Header">Its header; line breaks allowed.</param>
internal abstract record ForestTrack(string Header)
{
    /// <summary>Header over several neighbouring tracks of the same group; <c>null</c> for none.</summary>
    internal string? Group { get; init; }
}

/// <summary>The labels of the rows.</summary>
internal sealed record LabelTrack(string Header) : ForestTrack(Header);

/// <summary>A column of text. Each cell has up to <paramref name="Fragments"/>.Count pieces, aligned piece by piece over all rows.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Fragments">Alignment of each piece: left or right.</param>
internal sealed record TextTrack(string Header, IReadOnlyList<TextAnchor> Fragments) : ForestTrack(Header)
{
    /// <summary>Gap between pieces, in em.</summary>
    internal double Gap { get; init; }

    /// <summary>Where header and cells stand in the column.</summary>
    internal TextAnchor Align { get; init; } = TextAnchor.End;
}

/// <summary>A plotting area.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Axis">Its axis.</param>
/// <param name="AxisTitle">What the axis shows; empty for nothing.</param>
internal sealed record PlotTrack(string Header, PlotAxis Axis, string AxisTitle) : ForestTrack(Header)
{
    /// <summary>Value of the dashed line through the overall estimate; <c>null</c> for none.</summary>
    internal double? SummaryLine { get; init; }

    /// <summary>Limits of a pale band behind all rows; <c>null</c> for none.</summary>
    internal (double Lower, double Upper)? Shade { get; init; }

    /// <summary>Value of the line of no effect, or one asked for; <c>null</c> for none.</summary>
    internal double? ReferenceLine { get; init; }
}

/// <summary>A column of traffic lights.</summary>
internal sealed record LightTrack(string Header) : ForestTrack(Header);
