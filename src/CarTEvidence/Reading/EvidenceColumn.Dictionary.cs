using System.Globalization;

namespace CarTEvidence;

public sealed partial class EvidenceColumn
{
    /// <summary>The columns of the data dictionary, in the order of the bundled evidence; the additional ones stand beside what they belong to.</summary>
    public static IReadOnlyList<EvidenceColumn> Dictionary { get; } =
    [
        new("study_id", "Name of the report; all its arms share it", "text, unique together with arm_id", arm => arm.Study, ColumnPresence.Required),
        new("arm_id", "Arm within the report; A for the only one", "text, unique within the study", arm => arm.Arm, ColumnPresence.Expected),
        new("first_author", "Surname of the first author", "text", arm => arm.Publication.FirstAuthor),
        new("year", "Year of publication or presentation", "a year, such as 2024", arm => Number(arm.Publication.Year), ColumnPresence.Required),
        new("journal", "Journal or meeting", "text", arm => arm.Publication.Journal),
        new("doi", "Digital object identifier", "text", arm => arm.Publication.Doi),
        new("pmid", "PubMed identifier", "text", arm => arm.Publication.Pmid),
        new("registration", "Trial registration", "text", arm => arm.Publication.Registration),
        new("country", "Where patients were treated", "text, ; between several", arm => arm.Country),
        new("centre_group", "Short label of centre, consortium or sponsor programme", "text", arm => arm.CentreGroup),
        new("cohort_id", "The same for all reports that share, or may share, patients", "text", arm => arm.Cohort, ColumnPresence.Expected),
        new("supersedes", "Reports all of whose patients are contained in this one", "study_id values, ; between several", arm => Joined(arm.Supersedes)),
        new("design", "Study design", Codes.Of<StudyDesign>().Allowed, arm => arm.Design?.Code(), ColumnPresence.Expected),
        new("publication_type", "Kind of publication", Codes.Of<PublicationType>().Allowed, arm => arm.Publication.Type?.Code(), ColumnPresence.Expected),
        new("disease", "Short code of the disease", Open(Disease.WellKnown), arm => arm.Disease.Code, ColumnPresence.Required),
        new("disease_detail", "The disease in words", "text", arm => arm.DiseaseDetail),
        new("population", "Age group", Codes.Of<Population>().Allowed, arm => arm.Population?.Code(), ColumnPresence.Expected),
        new("target", "Antigen or antigens bound", Open(Target.WellKnown), arm => arm.Construct.Target?.Code, ColumnPresence.Expected),
        new("product", "Product name or code", "text", arm => arm.Construct.Product),
        new("cell_type", "Engineered cell", Open(CellType.WellKnown), arm => arm.Construct.CellType?.Code, ColumnPresence.Expected),
        new("source", "Origin of the cells", Codes.Of<CellSource>().Allowed, arm => arm.Construct.Source?.Code(), ColumnPresence.Expected),
        new("costimulatory_domain", "Costimulatory domain of the receptor", Open(CostimulatoryDomain.WellKnown), arm => arm.Construct.CostimulatoryDomain?.Code),
        new("vector", "How the receptor's gene is delivered", "text, such as lentiviral, retroviral, mRNA", arm => arm.Construct.Vector),
        new("lymphodepletion", "Conditioning before the cells", "text, such as Flu/Cy, Cy, none", arm => arm.Lymphodepletion),
        new("dose", "Dose per infusion as reported", "text", arm => arm.Dose),
        new("n_treated", "Patients who received the cells", "a whole number of patients, at least 1", arm => Number(arm.Treated), ColumnPresence.Required),
        new("n_evaluable_remission", "Patients evaluable for remission", "a whole number of patients, or blank", arm => Number(arm.Remission?.Evaluable)),
        new("remission_events", "Patients with remission", "a whole number of patients, or blank", arm => Number(arm.Remission?.Events)),
        new("remission_definition", "How the report defines remission", "text", arm => arm.Remission?.Definition),
        new("n_evaluable_response", "Patients evaluable for a broader response", "a whole number of patients, or blank", arm => Number(arm.Response?.Evaluable)),
        new("response_events", "Patients with a broader response", "a whole number of patients, or blank", arm => Number(arm.Response?.Events)),
        new("response_definition", "How the report defines a broader response", "text", arm => arm.Response?.Definition),
        new("drug_free_events", "Patients with freedom from immunosuppressive treatment", "a whole number of patients, or blank", arm => Number(arm.DrugFree?.Events)),
        new("n_evaluable_drug_free", "Patients evaluable for freedom from immunosuppressive treatment", "a whole number of patients, or blank", arm => Number(arm.DrugFree?.Evaluable)),
        new("relapse_events", "Patients with relapse or flare after treatment", "a whole number of patients, or blank", arm => Number(arm.Relapse?.Events)),
        new("n_evaluable_relapse", "Patients evaluable for relapse or flare after treatment", "a whole number of patients, or blank", arm => Number(arm.Relapse?.Evaluable)),
        new("crs_any", "Patients with cytokine release syndrome of any grade", "a whole number of patients, or blank", arm => Number(arm.Crs?.Any)),
        new("crs_grade1", "Patients whose worst cytokine release syndrome was grade 1", "a whole number of patients, or blank", arm => Number(arm.Crs?.Grade1)),
        new("crs_grade2", "Patients whose worst cytokine release syndrome was grade 2", "a whole number of patients, or blank", arm => Number(arm.Crs?.Grade2)),
        new("crs_grade3", "Patients whose worst cytokine release syndrome was grade 3", "a whole number of patients, or blank", arm => Number(arm.Crs?.Grade3)),
        new("crs_grade4", "Patients whose worst cytokine release syndrome was grade 4", "a whole number of patients, or blank", arm => Number(arm.Crs?.Grade4)),
        new("crs_grade5", "Patients whose worst cytokine release syndrome was grade 5", "a whole number of patients, or blank", arm => Number(arm.Crs?.Grade5), ColumnPresence.Additional),
        new("crs_grade3plus", "Patients with cytokine release syndrome of grade 3 or more", "a whole number of patients, or blank", arm => Number(arm.Crs?.Grade3Plus)),
        new("n_evaluable_crs", "Patients evaluable for cytokine release syndrome", "a whole number of patients, or blank", arm => Number(arm.Crs?.Evaluable)),
        new("crs_grading", "Scale on which cytokine release syndrome was graded", Open(GradingSystem.WellKnown), arm => arm.Crs?.GradingSystem?.Code, ColumnPresence.Additional),
        new("icans_any", "Patients with neurotoxicity (ICANS) of any grade", "a whole number of patients, or blank", arm => Number(arm.Icans?.Any)),
        new("icans_grade1", "Patients whose worst neurotoxicity (ICANS) was grade 1", "a whole number of patients, or blank", arm => Number(arm.Icans?.Grade1)),
        new("icans_grade2", "Patients whose worst neurotoxicity (ICANS) was grade 2", "a whole number of patients, or blank", arm => Number(arm.Icans?.Grade2)),
        new("icans_grade3", "Patients whose worst neurotoxicity (ICANS) was grade 3", "a whole number of patients, or blank", arm => Number(arm.Icans?.Grade3)),
        new("icans_grade4", "Patients whose worst neurotoxicity (ICANS) was grade 4", "a whole number of patients, or blank", arm => Number(arm.Icans?.Grade4)),
        new("icans_grade5", "Patients whose worst neurotoxicity (ICANS) was grade 5", "a whole number of patients, or blank", arm => Number(arm.Icans?.Grade5), ColumnPresence.Additional),
        new("icans_grade3plus", "Patients with neurotoxicity (ICANS) of grade 3 or more", "a whole number of patients, or blank", arm => Number(arm.Icans?.Grade3Plus)),
        new("n_evaluable_icans", "Patients evaluable for neurotoxicity (ICANS)", "a whole number of patients, or blank", arm => Number(arm.Icans?.Evaluable)),
        new("icans_grading", "Scale on which neurotoxicity (ICANS) was graded", Open(GradingSystem.WellKnown), arm => arm.Icans?.GradingSystem?.Code, ColumnPresence.Additional),
        new("serious_infection_events", "Patients with a serious infection", "a whole number of patients, or blank", arm => Number(arm.SeriousInfection?.Events)),
        new("any_infection_events", "Patients with any infection", "a whole number of patients, or blank", arm => Number(arm.Infection?.Events)),
        new("n_evaluable_infection", "Patients evaluable for infection", "a whole number of patients, or blank", arm => Number((arm.Infection ?? arm.SeriousInfection)?.Evaluable)),
        new("deaths", "Deaths from any cause, among the patients treated", "a whole number of patients, or blank", arm => Number(arm.Deaths)),
        new("follow_up_median_months", "Median follow-up; for one patient, that patient's", "months as a plain number (12 or 1.5), or blank", arm => Number(arm.FollowUp?.Median)),
        new("follow_up_min_months", "Shortest follow-up", "months as a plain number (12 or 1.5), or blank", arm => Number(arm.FollowUp?.Minimum)),
        new("follow_up_max_months", "Longest follow-up", "months as a plain number (12 or 1.5), or blank", arm => Number(arm.FollowUp?.Maximum)),
        new("source_urls", "Public pages on which the numbers were read", "addresses that start with http:// or https://, ; between several", arm => arm.Provenance.Sources, ColumnPresence.Expected),
        new("source_note", "Where in the source, and any doubt", "text of at most 20 words", arm => arm.Provenance.Note, ColumnPresence.Expected),
        new("confidence", "How closely the numbers were read", Codes.Of<Confidence>().Allowed, arm => arm.Provenance.Confidence?.Code(), ColumnPresence.Expected),
    ];

    // Stands after Dictionary: static members are set in the order of the text.
    private static readonly Dictionary<string, EvidenceColumn> ByName = Dictionary.ToDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    private static string? Joined(IReadOnlyList<string> items) => items.Count == 0 ? null : string.Join(';', items);

    private static string Open(IEnumerable<OpenCode> known) => $"{string.Join(", ", known.Select(k => k.Code))}, or a new code";
}
