using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>Choices of an evidence report.</summary>
public sealed record EvidenceReportOptions
{
    /// <summary>The defaults.</summary>
    public static EvidenceReportOptions Default { get; } = new();

    /// <summary>Title of the page. Default: <c>CAR-T cell therapy in autoimmune disease</c>.</summary>
    public string Title { get; init; } = "CAR-T cell therapy in autoimmune disease";

    /// <summary>Outcomes, a section each, in this order. Default: remission, drug-free remission, relapse, CRS of any grade and of grade ≥ 3, ICANS likewise.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; init; } =
        [Outcome.Remission, Outcome.DrugFree, Outcome.Relapse, Outcome.Crs(), Outcome.Crs(3), Outcome.Icans(), Outcome.Icans(3)];

    /// <summary>Columns that each outcome is split by. Default: <c>disease</c>, <c>target</c>, <c>source</c> (of the cells).</summary>
    public IReadOnlyList<string> Groupings { get; init; } = ["disease", "target", "source"];

    /// <summary>How outcomes are pooled. Default: the binomial-normal model with profile-likelihood intervals.</summary>
    public ProportionOptions Pooling { get; init; } = ProportionOptions.Default;

    /// <summary>Whether each outcome is also answered by other methods, from other selections of the data, and with each arm left out. Default: <c>true</c>.</summary>
    public bool Sensitivity { get; init; } = true;

    /// <summary>When the report was made, printed on the page. Default <c>null</c>: not printed, so that the same input gives the same bytes.</summary>
    public DateTimeOffset? Made { get; init; }

    /// <summary>Most analyses at once; <c>null</c> (the default) for one a processor. The report does not depend on it.</summary>
    public int? Threads { get; init; }
}
