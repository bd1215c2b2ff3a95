namespace CarTEvidence.MetaAnalysis;

/// <summary>A column that sorts studies into subgroups.</summary>
/// <param name="Name">What the column is called.</param>
/// <param name="Values">One level a study, in the order of the data, length k.</param>
public sealed record Grouping(string Name, IReadOnlyList<string> Values)
{
    /// <summary>Whether each subgroup has its own tau² or all share one.</summary>
    public SubgroupTauSquared TauSquared { get; init; } = SubgroupTauSquared.Separate;
}
