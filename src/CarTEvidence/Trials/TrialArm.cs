using System.Globalization;

namespace CarTEvidence;

/// <summary>
/// One treated arm (cohort) of a clinical report. Valid once built: no count exceeds its denominator,
/// no denominator exceeds the patients treated, grades add up, follow-up is in order.
/// </summary>
/// <remarks>What a report does not give is <c>null</c>, never zero. Two arms are equal if every column of them is.</remarks>
public sealed partial class TrialArm : IEquatable<TrialArm>
{
    private readonly FurtherColumns _extras;

    /// <summary>Takes what is reported; everything but the first four may be left out.</summary>
    /// <param name="study">Name of the report, for example <c>Mueller2024</c>; all arms of one report share it.</param>
    /// <param name="disease">Disease treated.</param>
    /// <param name="publication">Where it was published.</param>
    /// <param name="treated">Patients who received the cells, at least 1.</param>
    /// <param name="arm">Arm within the report; <c>A</c> for the only one.</param>
    /// <param name="cohort">The same for all reports that share, or may share, patients; <c>null</c> for a cohort of its own.</param>
    /// <param name="supersedes">Reports all of whose patients are contained in this one.</param>
    /// <param name="country">Where patients were treated, <c>;</c> between several.</param>
    /// <param name="centreGroup">Short label of centre, consortium or sponsor programme.</param>
    /// <param name="design">Study design.</param>
    /// <param name="diseaseDetail">The disease in words.</param>
    /// <param name="population">Age group.</param>
    /// <param name="construct">The cell product; <c>null</c> if nothing of it is reported.</param>
    /// <param name="lymphodepletion">Conditioning before the cells.</param>
    /// <param name="dose">Dose per infusion as reported.</param>
    /// <param name="remission">Remission, by the strictest definition reported.</param>
    /// <param name="response">A broader response.</param>
    /// <param name="drugFree">Patients off immunosuppressive treatment.</param>
    /// <param name="relapse">Relapse or flare after treatment.</param>
    /// <param name="crs">Cytokine release syndrome.</param>
    /// <param name="icans">Immune effector cell-associated neurotoxicity.</param>
    /// <param name="seriousInfection">Serious infections; its denominator is that of <paramref name="infection"/>.</param>
    /// <param name="infection">Infections of any severity.</param>
    /// <param name="deaths">Deaths from any cause, among the patients treated.</param>
    /// <param name="followUp">Follow-up.</param>
    /// <param name="provenance">Where the numbers were read; <c>null</c> if it is not stated.</param>
    /// <param name="extras">Further columns by header name, in any case, none of them of the dictionary; they can be moderators like any other column.</param>
    /// <exception cref="ArgumentException">A name is blank, or a number contradicts another; the message names both.</exception>
    public TrialArm(
        string study,
        Disease disease,
        Publication publication,
        int treated,
        string arm = "A",
        string? cohort = null,
        IEnumerable<string>? supersedes = null,
        string? country = null,
        string? centreGroup = null,
        StudyDesign? design = null,
        string? diseaseDetail = null,
        Population? population = null,
        CarConstruct? construct = null,
        string? lymphodepletion = null,
        string? dose = null,
        ReportedOutcome? remission = null,
        ReportedOutcome? response = null,
        ReportedOutcome? drugFree = null,
        ReportedOutcome? relapse = null,
        GradedToxicity? crs = null,
        GradedToxicity? icans = null,
        ReportedOutcome? seriousInfection = null,
        ReportedOutcome? infection = null,
        int? deaths = null,
        FollowUp? followUp = null,
        Provenance? provenance = null,
        IReadOnlyDictionary<string, string>? extras = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(study);
        ArgumentException.ThrowIfNullOrWhiteSpace(arm);
        ArgumentNullException.ThrowIfNull(disease);
        ArgumentNullException.ThrowIfNull(publication);
        Study = study;
        Arm = arm;
        Disease = disease;
        Publication = publication;
        Treated = treated;
        Cohort = string.IsNullOrWhiteSpace(cohort) ? study : cohort;
        Supersedes = supersedes is null ? [] : [.. supersedes];
        Country = country;
        CentreGroup = centreGroup;
        Design = design;
        DiseaseDetail = diseaseDetail;
        Population = population;
        Construct = construct ?? CarConstruct.NotReported;
        Lymphodepletion = lymphodepletion;
        Dose = dose;
        Remission = remission;
        Response = response;
        DrugFree = drugFree;
        Relapse = relapse;
        Crs = crs;
        Icans = icans;
        SeriousInfection = seriousInfection;
        Infection = infection;
        Deaths = deaths;
        FollowUp = followUp;
        Provenance = provenance ?? Provenance.NotStated;
        _extras = extras is { Count: > 0 } ? FurtherColumns.Copy(extras) : NoExtras;

        foreach (var violation in Check(this))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Arm {study}/{arm}: {violation.Message}."), violation.Part);
        }
    }

    /// <summary>Name of the report; all arms of one report share it.</summary>
    public string Study { get; }

    /// <summary>Arm within the report.</summary>
    public string Arm { get; }

    /// <summary>Where it was published.</summary>
    public Publication Publication { get; }

    /// <summary>The same for all reports that share, or may share, patients; the study itself if none does.</summary>
    public string Cohort { get; }

    /// <summary>Reports all of whose patients are contained in this one.</summary>
    public IReadOnlyList<string> Supersedes { get; }

    /// <summary>Where patients were treated, <c>;</c> between several.</summary>
    public string? Country { get; }

    /// <summary>Short label of centre, consortium or sponsor programme.</summary>
    public string? CentreGroup { get; }

    /// <summary>Study design.</summary>
    public StudyDesign? Design { get; }

    /// <summary>Disease treated.</summary>
    public Disease Disease { get; }

    /// <summary>The disease in words.</summary>
    public string? DiseaseDetail { get; }

    /// <summary>Age group.</summary>
    public Population? Population { get; }

    /// <summary>The cell product.</summary>
    public CarConstruct Construct { get; }

    /// <summary>Conditioning before the cells, for example <c>Flu/Cy</c>, or <c>none</c>.</summary>
    public string? Lymphodepletion { get; }

    /// <summary>Dose per infusion as reported.</summary>
    public string? Dose { get; }

    /// <summary>Patients who received the cells.</summary>
    public int Treated { get; }

    /// <summary>Remission, by the strictest definition reported.</summary>
    public ReportedOutcome? Remission { get; }

    /// <summary>A broader response.</summary>
    public ReportedOutcome? Response { get; }

    /// <summary>Patients off immunosuppressive treatment.</summary>
    public ReportedOutcome? DrugFree { get; }

    /// <summary>Relapse or flare after treatment.</summary>
    public ReportedOutcome? Relapse { get; }

    /// <summary>Cytokine release syndrome.</summary>
    public GradedToxicity? Crs { get; }

    /// <summary>Immune effector cell-associated neurotoxicity.</summary>
    public GradedToxicity? Icans { get; }

    /// <summary>Serious infections.</summary>
    public ReportedOutcome? SeriousInfection { get; }

    /// <summary>Infections of any severity.</summary>
    public ReportedOutcome? Infection { get; }

    /// <summary>Deaths from any cause, among the patients treated.</summary>
    public int? Deaths { get; }

    /// <summary>Follow-up in months.</summary>
    public FollowUp? FollowUp { get; }

    /// <summary>Where the numbers were read.</summary>
    public Provenance Provenance { get; }

    /// <summary>Further columns by header name, in any case.</summary>
    public IReadOnlyDictionary<string, string> Extras => _extras;

    private static FurtherColumns NoExtras { get; } = new([], []);

    /// <summary>The text of a column of the file; <c>null</c> where nothing is reported.</summary>
    /// <param name="name">Header name in any case: of the data dictionary, or of <see cref="Extras"/>.</param>
    /// <exception cref="ArgumentException">No such column exists; the message lists those that do.</exception>
    public string? Column(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (EvidenceColumn.Find(name) is { } column)
        {
            return column.Text(this);
        }

        return Extras.ContainsKey(name.Trim())
            ? Extra(name.Trim())
            : throw EvidenceColumn.Unknown(name, EvidenceColumn.Dictionary.Select(c => c.Name).Concat(Extras.Keys), nameof(name));
    }

    /// <inheritdoc/>
    public bool Equals(TrialArm? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return other is not null
            && EvidenceColumn.Dictionary.All(c => string.Equals(c.Text(this), c.Text(other), StringComparison.Ordinal))
            && Extras.Keys.Union(other.Extras.Keys, StringComparer.OrdinalIgnoreCase).All(name => string.Equals(Extra(name), other.Extra(name), StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TrialArm);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(StringComparer.Ordinal.GetHashCode(Study), StringComparer.Ordinal.GetHashCode(Arm), Treated);

    /// <summary>For example <c>Mueller2026/SLE: 10 treated</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Study}/{Arm}: {Treated} treated");

    /// <summary>The text of a further column; <c>null</c> where the arm leaves it blank or does not have it.</summary>
    internal string? Extra(string name) => NullIfBlank(Extras.GetValueOrDefault(name));

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
