namespace CarTEvidence;

/// <summary>A defensible choice of the evidence that enters an analysis.</summary>
public sealed class InclusionRule
{
    private readonly Func<EvidenceBase, Outcome, EvidenceBase> _select;
    private readonly Func<EvidenceBase, Outcome, string?> _meaning = (_, _) => null;

    /// <summary>A rule.</summary>
    /// <param name="name">What it is called in tables.</param>
    /// <param name="select">Selects from the evidence, for the outcome at hand.</param>
    public InclusionRule(string name, Func<EvidenceBase, Outcome, EvidenceBase> select)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(select);
        Name = name;
        _select = select;
    }

    private InclusionRule(string name, Func<EvidenceBase, Outcome, EvidenceBase> select, Func<EvidenceBase, Outcome, string?> meaning)
        : this(name, select) =>
        _meaning = meaning;

    /// <summary>Nothing is left out.</summary>
    public static InclusionRule AllReports { get; } = new("all reports", (evidence, _) => evidence);

    /// <summary>Trials of phase 1 to 3: no case reports or case series, and nothing of unknown design.</summary>
    public static InclusionRule TrialsOnly { get; } = Arms("trials only", arm => arm.Design is StudyDesign.Phase1 or StudyDesign.Phase1Phase2 or StudyDesign.Phase2 or StudyDesign.RandomisedTrial);

    /// <summary>Journal articles: no abstracts, preprints or company releases.</summary>
    public static InclusionRule ArticlesOnly { get; } = Arms("journal articles", arm => arm.Publication.Type == PublicationType.Article);

    /// <summary>Numbers read in the report itself or in a review of it; not those of low confidence.</summary>
    public static InclusionRule WithoutLowConfidence { get; } = Arms("no low confidence", arm => arm.Provenance.Confidence != Confidence.Low);

    /// <summary>Autologous CAR-T cells: no allogeneic or in vivo products, no other cells.</summary>
    public static InclusionRule AutologousCarT { get; } = Arms("autologous CAR-T", arm => arm.Construct.Source == CellSource.Autologous && arm.Construct.CellType == CellType.CarT);

    /// <summary>
    /// The criterion of the outcome by which most patients were counted, alone, at whatever time it was assessed: DORIS at 12 weeks and DORIS at 3 months are one criterion.
    /// Reports that state no definition leave; where none states one, all stay.
    /// </summary>
    public static InclusionRule OneCriterion { get; } = new(
        "most used criterion",
        (evidence, outcome) => MostUsed(evidence, outcome) is { } most
            ? evidence.Where(arm => outcome.CountIn(arm) is { Definition: { } definition } && most.SharesCriterion(DefinitionText.Of(definition)), $"criterion={most.Criterion}")
            : evidence,
        (evidence, outcome) => MostUsed(evidence, outcome) is { } most ? $"{most.Criterion}{(most.Time is null ? "" : " at any time")}" : null);

    /// <summary>Reports that share patients all stay: patients are counted more than once.</summary>
    public static InclusionRule OverlapsKept { get; } = new("overlaps kept", (evidence, _) => evidence.ResolveOverlaps(OverlapPolicy.Keep));

    /// <summary>The rules that a specification curve goes through by default.</summary>
    public static IReadOnlyList<InclusionRule> Default { get; } =
        [AllReports, TrialsOnly, ArticlesOnly, WithoutLowConfidence, AutologousCarT, OneCriterion, AtLeast(3), OverlapsKept];

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Arms with at least so many patients evaluable for the outcome.</summary>
    /// <param name="patients">Fewest evaluable patients, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static InclusionRule AtLeast(int patients)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patients, 1);
        var name = FormattableString.Invariant($"at least {patients} patients");
        return new InclusionRule(name, (evidence, outcome) => evidence.Where(arm => outcome.CountIn(arm)?.Evaluable >= patients, name));
    }

    /// <summary>A rule about single arms.</summary>
    /// <param name="name">What it is called in tables.</param>
    /// <param name="keep">Which arms stay.</param>
    public static InclusionRule Arms(string name, Func<TrialArm, bool> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        return new InclusionRule(name, (evidence, _) => evidence.Where(keep, name));
    }

    /// <summary>Applies the rule.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="outcome">The outcome at hand.</param>
    public EvidenceBase Select(EvidenceBase evidence, Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(outcome);
        return _select(evidence, outcome);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>What the rule amounts to for the evidence and the outcome at hand; <c>null</c> where the name says all.</summary>
    internal string? Meaning(EvidenceBase evidence, Outcome outcome) => _meaning(evidence, outcome);

    /// <summary>The criterion by which most patients were counted, with a time if any of its reports states one; <c>null</c> if no report states a definition.</summary>
    private static DefinitionText? MostUsed(EvidenceBase evidence, Outcome outcome) => evidence.Count(outcome).Definitions
        .Where(d => d.Definition is not null)
        .Select(d => (Text: DefinitionText.Of(d.Definition!), d.Patients, d.Reports))
        .GroupBy(d => d.Text.Criterion, StringComparer.OrdinalIgnoreCase)
        .OrderByDescending(g => g.Sum(d => d.Patients))
        .ThenByDescending(g => g.Sum(d => d.Reports))
        .ThenBy(g => g.Key, StringComparer.OrdinalIgnoreCase)
        .Select(g => (DefinitionText?)new DefinitionText(g.Key, g.Select(d => d.Text.Time).FirstOrDefault(time => time is not null)))
        .FirstOrDefault();
}
