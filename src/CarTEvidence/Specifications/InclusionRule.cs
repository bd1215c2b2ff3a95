namespace CarTEvidence;

/// <summary>A defensible choice of the evidence that enters an analysis.</summary>
public sealed class InclusionRule
{
    private readonly Func<EvidenceBase, Outcome, EvidenceBase> _select;

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

    /// <summary>The definition of the outcome under which most patients were counted, alone.</summary>
    public static InclusionRule OneDefinition { get; } = new("most used definition", (evidence, outcome) =>
    {
        var definition = evidence.Count(outcome).Definitions[0].Definition;
        return evidence.Where(arm => DefinitionText.Comparer.Equals(outcome.CountIn(arm)?.Definition, definition), $"definition={definition}");
    });

    /// <summary>Reports that share patients all stay: patients are counted more than once.</summary>
    public static InclusionRule OverlapsKept { get; } = new("overlaps kept", (evidence, _) => evidence.ResolveOverlaps(OverlapPolicy.Keep));

    /// <summary>The rules that a specification curve goes through by default.</summary>
    public static IReadOnlyList<InclusionRule> Default { get; } =
        [AllReports, TrialsOnly, ArticlesOnly, WithoutLowConfidence, AutologousCarT, OneDefinition, AtLeast(3), OverlapsKept];

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
}
