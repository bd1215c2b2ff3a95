using System.Globalization;

namespace CarTEvidence;

/// <summary>
/// Resolves shared patients for one outcome among the selected arms that report it.
/// A report leaves if one that contains all its patients, at one step or more, is selected and has the outcome.
/// Of the reports of one cohort that remain, the one with the most evaluable patients stays; ties go to the latest year, then to the study name.
/// A report is all its arms; where these lie in several cohorts, they share patients with different reports and are judged cohort by cohort.
/// </summary>
internal sealed class OverlapResolution
{
    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Report> _reporting = new(StringComparer.Ordinal);
    private readonly Supersession _supersession;

    private OverlapResolution(IReadOnlyList<TrialArm> selected, IReadOnlyList<CountedArm> counted, Supersession supersession)
    {
        _supersession = supersession;
        foreach (var arm in selected)
        {
            _selected.Add(arm.Study);
        }

        foreach (var arm in counted)
        {
            Add(_reporting, arm.Arm.Study, arm);
        }
    }

    /// <summary>The arms that would have to leave, by their place in <paramref name="counted"/>.</summary>
    public static (IReadOnlyDictionary<int, OverlapDropped> Dropped, Func<TrialArm, string?> Remark) Of(
        IReadOnlyList<TrialArm> selected,
        IReadOnlyList<CountedArm> counted,
        Supersession supersession)
    {
        var resolution = new OverlapResolution(selected, counted, supersession);
        return (resolution.Drop(counted), resolution.Remark);
    }

    private Dictionary<int, OverlapDropped> Drop(IReadOnlyList<CountedArm> counted)
    {
        var superseder = _supersession.SupersededStudies
            .Where(_reporting.ContainsKey)
            .Select(s => (Study: s, By: SupersederOf(s)))
            .Where(s => s.By is not null)
            .ToDictionary(s => s.Study, s => s.By!, StringComparer.Ordinal);
        var rivals = RivalsByCohort([.. counted.Where(c => !superseder.ContainsKey(c.Arm.Study))]);
        var best = rivals.ToDictionary(c => c.Key, c => c.Value.Values.Min(Report.BestFirst)!, StringComparer.Ordinal);

        var dropped = new Dictionary<int, OverlapDropped>();
        for (var i = 0; i < counted.Count; i++)
        {
            var arm = counted[i].Arm;
            if (superseder.TryGetValue(arm.Study, out var later))
            {
                dropped.Add(i, new(arm.Study, arm.Arm, OverlapRule.Superseded, later.Study, $"{later.Study} contains all its patients and reports the outcome"));
            }
            else if (best.TryGetValue(arm.Cohort, out var won) && !string.Equals(won.Study, arm.Study, StringComparison.Ordinal))
            {
                dropped.Add(i, Lost(arm, rivals[arm.Cohort][arm.Study], won));
            }
        }

        return dropped;
    }

    /// <summary>The reports of each cohort that has more than one.</summary>
    private static Dictionary<string, Dictionary<string, Report>> RivalsByCohort(IReadOnlyList<CountedArm> arms)
    {
        var only = new Dictionary<string, string>(StringComparer.Ordinal);
        var shared = new Dictionary<string, Dictionary<string, Report>>(StringComparer.Ordinal);
        foreach (var arm in arms)
        {
            if (!only.TryAdd(arm.Arm.Cohort, arm.Arm.Study) && !string.Equals(only[arm.Arm.Cohort], arm.Arm.Study, StringComparison.Ordinal))
            {
                shared.TryAdd(arm.Arm.Cohort, new(StringComparer.Ordinal));
            }
        }

        foreach (var arm in arms)
        {
            if (shared.TryGetValue(arm.Arm.Cohort, out var reports))
            {
                Add(reports, arm.Arm.Study, arm);
            }
        }

        return shared;
    }

    private static void Add(Dictionary<string, Report> reports, string study, CountedArm arm)
    {
        if (!reports.TryGetValue(study, out var report))
        {
            reports.Add(study, report = new(study));
        }

        report.Add(arm);
    }

    /// <summary>The selected report with the outcome that takes the place of a study; the last of a chain, and the largest where several do.</summary>
    private Report? SupersederOf(string study) => _supersession.SupersedersOf(study)
        .Select(s => _reporting.GetValueOrDefault(s))
        .OfType<Report>()
        .OrderBy(r => _supersession.SupersedersOf(r.Study).Any(_reporting.ContainsKey))
        .ThenBy(r => r, Report.BestFirst)
        .FirstOrDefault();

    /// <summary>Why an arm stays although a report contains its patients.</summary>
    private string? Remark(TrialArm arm)
    {
        var remarks = _supersession.SupersedersOf(arm.Study)
            .Where(s => !_reporting.ContainsKey(s))
            .Order(StringComparer.Ordinal)
            .Select(s => _selected.Contains(s) ? $"{s} contains its patients but does not report the outcome" : $"{s} contains its patients but is not selected")
            .ToArray();
        return remarks.Length == 0 ? null : string.Join("; ", remarks);
    }

    private static OverlapDropped Lost(TrialArm arm, Report lost, Report won)
    {
        var (rule, reason) = (won.Evaluable > lost.Evaluable, won.Year > lost.Year) switch
        {
            (true, _) => (OverlapRule.FewerEvaluable, string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(lost.Evaluable, "evaluable patient")}; {won.Study} of the same cohort has {won.Evaluable}")),
            (_, true) => (OverlapRule.EarlierYear, string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(lost.Evaluable, "evaluable patient")} as in {won.Study} of the same cohort, which is of {won.Year}, not {lost.Year}")),
            _ => (OverlapRule.StudyId, string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(lost.Evaluable, "evaluable patient")} and the year {lost.Year} as in {won.Study} of the same cohort, whose name comes first")),
        };
        return new(arm.Study, arm.Arm, rule, won.Study, reason);
    }

    private sealed class Report(string study)
    {
        public static IComparer<Report> BestFirst { get; } = Comparer<Report>.Create((a, b) =>
            (b.Evaluable, b.Year).CompareTo((a.Evaluable, a.Year)) is not 0 and var order ? order : string.CompareOrdinal(a.Study, b.Study));

        public string Study { get; } = study;

        public long Evaluable { get; private set; }

        public int Year { get; private set; }

        public void Add(CountedArm arm)
        {
            Evaluable += arm.Count.Evaluable;
            Year = Math.Max(Year, arm.Arm.Publication.Year);
        }
    }
}
