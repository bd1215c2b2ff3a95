using System.Globalization;

namespace CarTEvidence;

/// <content>The parts of an arm, and the arm.</content>
internal sealed partial class ArmReader
{
    private const int EarliestYear = 1900;
    private const int LatestYear = 2200;
    private const int LongestNote = 20;

    private readonly Dictionary<CarConstruct, CarConstruct> _constructs = [];
    private OutcomeColumns _remission;
    private OutcomeColumns _response;
    private OutcomeColumns _drugFree;
    private OutcomeColumns _relapse;
    private OutcomeColumns _serious;
    private OutcomeColumns _infection;
    private Denominator _remissionOf;
    private Denominator _responseOf;
    private Denominator _drugFreeOf;
    private Denominator _relapseOf;
    private Denominator _infectionOf;
    private ToxicityColumns _crs;
    private ToxicityColumns _icans;
    private TextColumns _text;
    private CodeColumns _code;
    private int _year;
    private int _treated;
    private int _deaths;
    private int _median;
    private int _minimum;
    private int _maximum;

    private void MapParts()
    {
        _remission = new(IndexOf("remission_events"), IndexOf("remission_definition"));
        _remissionOf = DenominatorOf("remission");
        _response = new(IndexOf("response_events"), IndexOf("response_definition"));
        _responseOf = DenominatorOf("response");
        _drugFree = new(IndexOf("drug_free_events"));
        _drugFreeOf = DenominatorOf("drug_free");
        _relapse = new(IndexOf("relapse_events"));
        _relapseOf = DenominatorOf("relapse");
        _serious = new(IndexOf("serious_infection_events"));
        _infection = new(IndexOf("any_infection_events"));
        _infectionOf = DenominatorOf("infection");
        _crs = Toxicity("crs");
        _icans = Toxicity("icans");
        _text = new(
            IndexOf("first_author"), IndexOf("journal"), IndexOf("doi"), IndexOf("pmid"), IndexOf("registration"), IndexOf("country"), IndexOf("centre_group"), IndexOf("cohort_id"),
            IndexOf("supersedes"), IndexOf("disease_detail"), IndexOf("product"), IndexOf("vector"), IndexOf("lymphodepletion"), IndexOf("dose"), IndexOf("source_urls"), IndexOf("source_note"));
        _code = new(
            IndexOf("design"), IndexOf("publication_type"), IndexOf("disease"), IndexOf("population"), IndexOf("target"), IndexOf("cell_type"), IndexOf("source"),
            IndexOf("costimulatory_domain"), IndexOf("confidence"));
        _year = IndexOf("year");
        _treated = IndexOf("n_treated");
        _deaths = IndexOf("deaths");
        _median = IndexOf("follow_up_median_months");
        _minimum = IndexOf("follow_up_min_months");
        _maximum = IndexOf("follow_up_max_months");
    }

    private Denominator DenominatorOf(string name) => new(IndexOf($"n_evaluable_{name}"), $"n_evaluable_{name}");

    private ToxicityColumns Toxicity(string name) => new(
        DenominatorOf(name),
        IndexOf($"{name}_any"),
        [.. Enumerable.Range(1, GradedToxicity.HighestGrade).Select(g => IndexOf(string.Create(CultureInfo.InvariantCulture, $"{name}_grade{g}")))],
        IndexOf($"{name}_grade3plus"),
        IndexOf($"{name}_grading"));

    /// <summary>The arm of the current row; <c>null</c> if the row has errors, which are listed all.</summary>
    private TrialArm? ReadArm()
    {
        _rowHasErrors = false;
        var study = Required(_study);
        var arm = Expected(_arm) ?? "A";
        var disease = Open(_code.Disease, Required(_code.Disease), Disease.Parse);
        var year = ReadYear();
        var treated = ReadTreated();
        var design = Closed<StudyDesign>(_code.Design, Expected(_code.Design));
        var publication = new Publication(year ?? 0)
        {
            FirstAuthor = Text(_text.FirstAuthor),
            Journal = Text(_text.Journal),
            Doi = Text(_text.Doi),
            Pmid = Text(_text.Pmid),
            Registration = Text(_text.Registration),
            Type = Closed<PublicationType>(_code.PublicationType, Expected(_code.PublicationType)),
        };
        var population = Closed<Population>(_code.Population, Expected(_code.Population));
        var construct = ReadConstruct();
        var cohort = Expected(_text.Cohort);
        var supersedes = ReadSupersedes(study);
        var remission = ReadOutcome(_remission, _remissionOf, Evaluable(_remissionOf, treated));
        var response = ReadOutcome(_response, _responseOf, Evaluable(_responseOf, treated));
        var drugFree = ReadOutcome(_drugFree, _drugFreeOf, Evaluable(_drugFreeOf, treated));
        var relapse = ReadOutcome(_relapse, _relapseOf, Evaluable(_relapseOf, treated));
        var crs = ReadToxicity(_crs, treated);
        var icans = ReadToxicity(_icans, treated);
        var (serious, infection) = ReadInfections(treated);
        var deaths = ReadDeaths(treated);
        var followUp = ReadFollowUp();
        var provenance = ReadProvenance();
        CheckUnnamed();
        if (_rowHasErrors || study is null || disease is null || year is null || treated is null)
        {
            return null;
        }

        return new TrialArm(
            study, disease, publication, treated.Value, arm, cohort, supersedes, Text(_text.Country), Text(_text.CentreGroup), design, Text(_text.DiseaseDetail), population, construct,
            Text(_text.Lymphodepletion), Text(_text.Dose), remission, response, drugFree, relapse, crs, icans, serious, infection, deaths, followUp, provenance, ReadExtras());
    }

    private int? ReadYear()
    {
        if (Required(_year) is null || Count(_year) is not { } year)
        {
            return null;
        }

        if (year is < EarliestYear or > LatestYear)
        {
            Problem(_year, "not a year of publication");
            return null;
        }

        return year;
    }

    private int? ReadTreated()
    {
        if (Required(_treated) is null || Count(_treated) is not { } treated)
        {
            return null;
        }

        if (TrialArm.CheckTreated(treated) is { } violation)
        {
            Problem(_treated, violation.Message);
            return null;
        }

        return treated;
    }

    private string[] ReadSupersedes(string? study)
    {
        var names = Text(_text.Supersedes)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (study is not null && names.Contains(study, StringComparer.Ordinal))
        {
            Problem(_text.Supersedes, "the report supersedes itself");
        }

        return names;
    }

    private CarConstruct ReadConstruct()
    {
        var construct = new CarConstruct
        {
            Target = Open(_code.Target, Expected(_code.Target), Target.Parse),
            Product = Text(_text.Product),
            CellType = Open(_code.CellType, Expected(_code.CellType), CellType.Parse),
            Source = Closed<CellSource>(_code.Source, Expected(_code.Source)),
            CostimulatoryDomain = Open(_code.Costimulation, Text(_code.Costimulation), CostimulatoryDomain.Parse),
            Vector = Text(_text.Vector),
        };

        // Few constructs make many arms: equal ones are held once.
        if (_constructs.TryGetValue(construct, out var known))
        {
            return known;
        }

        _constructs.Add(construct, construct);
        return construct;
    }

    private FollowUp? ReadFollowUp()
    {
        double? median = Months(_median), minimum = Months(_minimum), maximum = Months(_maximum);
        if (median is null && minimum is null && maximum is null)
        {
            return null;
        }

        var violations = FollowUp.Check(median, minimum, maximum);
        foreach (var violation in violations)
        {
            Problem(violation.Part switch { "median" => _median, "minimum" => _minimum, _ => _maximum }, violation.Message);
        }

        return violations.Count == 0 ? new(median, minimum, maximum) : null;
    }

    private Provenance ReadProvenance()
    {
        var provenance = new Provenance
        {
            Sources = Expected(_text.SourceUrls),
            Note = Expected(_text.SourceNote),
            Confidence = Closed<Confidence>(_code.Confidence, Expected(_code.Confidence)),
        };
        if (provenance.SourceUrls.FirstOrDefault(u => !IsAddress(u)) is { } other)
        {
            Problem(_text.SourceUrls, $"\"{other}\" is not an address", ProblemSeverity.Warning);
        }

        if (provenance.Note?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length > LongestNote)
        {
            Problem(_text.SourceNote, "the note is longer than 20 words", ProblemSeverity.Warning);
        }

        return provenance;
    }

    private FurtherColumns? ReadExtras() => _extras.Length == 0 ? null : new(_extraNames, Array.ConvertAll(_extras, i => _source.Fields[i]));

    private void CheckUnnamed()
    {
        for (var i = 0; i < _source.Header.Length; i++)
        {
            if (_source.Header[i].Length == 0 && _source.Fields[i].Length > 0)
            {
                _rowHasErrors = true;
                _problems.Add(new(ProblemSeverity.Error, _source.Line, "the column has no name in the header") { Column = i + 1, Field = "", Value = _source.Fields[i] });
            }
        }
    }

    private static bool IsAddress(string url) =>
        url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
