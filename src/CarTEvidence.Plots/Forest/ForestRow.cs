namespace CarTEvidence.Plots.Forest;

/// <summary>What a row of a forest plot is.</summary>
internal enum ForestRowKind
{
    /// <summary>The name of a subgroup.</summary>
    Heading,

    /// <summary>One study.</summary>
    Study,

    /// <summary>One study of a caterpillar: a thin line without text.</summary>
    Leg,

    /// <summary>The estimate of a subgroup.</summary>
    Subtotal,

    /// <summary>The overall estimate that leads.</summary>
    Total,

    /// <summary>A second overall estimate, or a prediction interval.</summary>
    Supplement,

    /// <summary>Small print that runs over the columns left of the plot.</summary>
    Remark,

    /// <summary>Empty space.</summary>
    Gap,
}

/// <summary>One row of a forest plot.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Label">Its label; may be long.</param>
internal sealed record ForestRow(ForestRowKind Kind, string Label)
{
    /// <summary>Cells by the index of their track; tracks without an entry stay empty.</summary>
    internal IReadOnlyDictionary<int, ForestCell> Cells { get; init; } = new Dictionary<int, ForestCell>();

    /// <summary>The row in words; <c>null</c> for rows that only structure.</summary>
    internal string? Description { get; init; }

    /// <summary>Steps the label is moved in.</summary>
    internal int Indent { get; init; }
}

/// <summary>What stands where a row crosses a track.</summary>
internal abstract record ForestCell;

/// <summary>Text in pieces.</summary>
internal sealed record TextCell(IReadOnlyList<string> Fragments) : ForestCell;

/// <summary>A traffic light.</summary>
internal sealed record LightCell(RiskJudgement Judgement) : ForestCell;

/// <summary>How an estimate is drawn.</summary>
internal enum ForestGlyph
{
    /// <summary>A square on a line.</summary>
    Square,

    /// <summary>A filled diamond from limit to limit.</summary>
    Diamond,

    /// <summary>An open diamond.</summary>
    OpenDiamond,

    /// <summary>A bar from limit to limit.</summary>
    Bar,
}

/// <summary>An estimate with its limits, on the natural scale.</summary>
/// <param name="Glyph">How it is drawn.</param>
/// <param name="Value">The estimate; <c>null</c> if there is none.</param>
/// <param name="Lower">Lower limit; <c>null</c> if there is none.</param>
/// <param name="Upper">Upper limit; <c>null</c> if there is none.</param>
internal sealed record PlotCell(ForestGlyph Glyph, double? Value, double? Lower, double? Upper) : ForestCell
{
    /// <summary>Share of the largest square's area, 0…1.</summary>
    internal double Area { get; init; } = 1;

    /// <summary>A curve over the bar: values on the natural scale, heights 0…1; empty for none.</summary>
    internal IReadOnlyList<(double Value, double Height)> Density { get; init; } = [];
}
