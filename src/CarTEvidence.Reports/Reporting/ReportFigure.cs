using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>A figure of a report besides its forest plots.</summary>
/// <param name="Name">File name without extension, and anchor, for example <c>crs-grades</c>.</param>
/// <param name="Label">Short name, for a tab.</param>
/// <param name="Heading">Heading over it.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Data">The data behind it.</param>
internal sealed record ReportFigure(string Name, string Label, string Heading, Figure Figure, ResultTable Data)
{
    /// <summary>What a reader must know to read it; empty where its title says all.</summary>
    public string Remark { get; init; } = string.Empty;
}
