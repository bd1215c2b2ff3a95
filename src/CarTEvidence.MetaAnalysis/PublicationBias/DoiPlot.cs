namespace CarTEvidence.MetaAnalysis;

/// <summary>A Doi plot and its LFK index of asymmetry.</summary>
/// <param name="Points">The studies in the order of the data.</param>
/// <param name="LfkIndex">0 for a symmetric plot, positive where effects lean above the tip's; <c>null</c> if it is not defined.</param>
/// <param name="Tip">Effect of the study at the tip of the plot (smallest |z|).</param>
public sealed record DoiPlot(IReadOnlyList<DoiPoint> Points, double? LfkIndex, double? Tip)
{
    /// <summary>Sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
