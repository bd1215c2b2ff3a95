namespace CarTEvidence.Cli.Parts;

/// <summary>What is printed of a wild bootstrap of a regression that its numbers do not say; travels in the caption of its parts.</summary>
/// <param name="Moderators">Columns of the moderators.</param>
/// <param name="Estimator">Name of the estimator of tau².</param>
/// <param name="Cluster">Column of the clusters; <c>null</c> where every study is its own.</param>
internal sealed record WildRun(IReadOnlyList<string> Moderators, string Estimator, string? Cluster)
{
    /// <summary>The routine that captions name.</summary>
    public const string Routine = "wild-regression";

    public static WildRun Of(PartCaption caption) =>
        new(caption.Names.Split('\n'), caption.Title.Split(' ', 2)[0], caption.Title.Split(' ', 2) is [_, var cluster] ? cluster : null);

    public PartCaption Caption(string measure, double level) =>
        new(Routine, Cluster is null ? Estimator : $"{Estimator} {Cluster}", measure, level) { Names = string.Join('\n', Moderators) };
}
