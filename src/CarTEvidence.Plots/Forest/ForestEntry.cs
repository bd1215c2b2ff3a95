using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots;

/// <summary>One line of a forest plot of given estimates: a study left out, a study added, a model, a subgroup.</summary>
/// <param name="Label">What stands at its left.</param>
/// <param name="Estimate">Estimate and interval, on the natural scale.</param>
public sealed record ForestEntry(string Label, Estimate Estimate)
{
    /// <summary>Heading of the block the line belongs to; a new heading starts a new block. Default <c>null</c>: none.</summary>
    public string? Group { get; init; }

    /// <summary>Whether the line is the summary, drawn as a diamond in bold. Default <c>false</c>.</summary>
    public bool Summary { get; init; }
}
