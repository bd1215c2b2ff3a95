using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>A figure of an outcome besides its forest plots.</summary>
/// <param name="Name">File name without extension, and anchor, for example <c>crs-grades</c>.</param>
/// <param name="Label">Short name, for a tab.</param>
/// <param name="Heading">Heading over it.</param>
/// <param name="Figure">The figure.</param>
internal sealed record ReportFigure(string Name, string Label, string Heading, Figure Figure)
{
    /// <summary>Grades where the outcome is a toxicity of any grade, where the evidence lies, and which reports left where any did.</summary>
    public static IReadOnlyList<ReportFigure> Of(EvidenceBase evidence, PooledOutcome pooled)
    {
        var outcome = pooled.Outcome;
        var name = Slug.Of(outcome.Name);
        List<ReportFigure> figures = [];
        if (outcome.AtLeastGrade == 1)
        {
            figures.Add(new($"{name}-grades", "By grade", "Worst grade, arm by arm", evidence.ToxicityPlot(outcome)));
        }

        figures.Add(new($"{name}-map", "Map", "Where the evidence lies", evidence.EvidenceMap(outcome)));
        if (pooled.Overlap.Dropped.Count > 0)
        {
            figures.Add(new($"{name}-overlap", "Overlap", "Reports left out because another has their patients", pooled.OverlapFlow()));
        }

        return figures;
    }
}
