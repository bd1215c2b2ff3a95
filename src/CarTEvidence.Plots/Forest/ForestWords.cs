namespace CarTEvidence.Plots.Forest;

/// <summary>What the data are about, where the result itself does not know.</summary>
internal sealed record ForestWords
{
    /// <summary>Outcome or measure, for the heading.</summary>
    internal required string Subject { get; init; }

    /// <summary>What the axis shows.</summary>
    internal required string AxisTitle { get; init; }

    /// <summary>Whose events are counted.</summary>
    internal string Units { get; init; } = "patients";

    /// <summary>Paragraphs beside the result's own notes.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];
}
