namespace CarTEvidence.Plots;

/// <summary>Marks that belong together, for example one row of a forest plot.</summary>
/// <param name="Name">What the group is, in kebab case; becomes its CSS class.</param>
/// <param name="Marks">The marks, later ones over earlier ones; compared by reference.</param>
public sealed record GroupMark(string Name, IReadOnlyList<Mark> Marks) : Mark
{
    /// <summary>What the group shows, in words, for screen readers and pointers that hover; <c>null</c> if it needs none.</summary>
    public string? Title { get; init; }

    /// <summary>More words on the same; <c>null</c> if the title says it all.</summary>
    public string? Description { get; init; }

    /// <summary>The box around all marks; empty at the origin if there are none.</summary>
    public override SceneBox Bounds => Marks.Count == 0 ? default : Marks.Select(mark => mark.Bounds).Aggregate((a, b) => a.Union(b));
}
