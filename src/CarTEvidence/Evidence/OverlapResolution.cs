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
    private readonly HashSet<string> _selected;
    private readonly Dictionary<string, Report> _reporting;
    private readonly Supersession _supersession;

    private OverlapResolution(IReadOnlyList<TrialArm> selected, IReadOnlyList<CountedArm> counted, Supersession supersession)
    {
        _selected = selected.Select(a => a.Study).ToHashSet(StringComparer.Ordinal);
        _reporting = counted.GroupBy(c => c.Arm.Study, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new Report(g.Key, g), StringComparer.Ordinal);
        _supersession = supersession;
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
        var superseder = _reporting.Keys.ToDictionary(s => s, SupersederOf, StringComparer.Ordinal);
        var winners = counted
            .Where(c => superseder[c.Arm.Study] is null)
            .GroupBy(c => c.Arm.Cohort, StringComparer.Ordinal)
            .ToDictionary(
                cohort => cohort.Key,
                cohort => cohort.GroupBy(c => c.Arm.Study, StringComparer.Ordinal).Select(g => new Report(g.Key, g)).ToDictionary(r => r.Study, StringComparer.Ordinal),
                StringComparer.Ordinal);
        var best = winners.ToDictionary(c => c.Key, c => c.Value.Values.Order(Report.BestFirst).First(), StringComparer.Ordinal);

        var dropped = new Dictionary<int, OverlapDropped>();
        for (var i = 0; i < counted.Count; i++)
        {
            var arm = counted[i].Arm;
            if (superseder[arm.Study] is { } later)
            {
                dropped.Add(i, new(arm.Study, arm.Arm, OverlapRule.Superseded, later.Study, $"{later.Study} contains all its patients and reports the outcome"));
            }
            else if (!string.Equals(best[arm.Cohort].Study, arm.Study, StringComparison.Ordinal))
            {
                dropped.Add(i, Lost(arm, winners[arm.Cohort][arm.Study], best[arm.Cohort]));
            }
        }

        return dropped;
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
            (true, _) => (OverlapRule.FewerEvaluable, string.Create(CultureInfo.InvariantCulture, $"{lost.Evaluable} evaluable patients, {won.Study} of the same cohort has {won.Evaluable}")),
            (_, true) => (OverlapRule.EarlierYear, string.Create(CultureInfo.InvariantCulture, $"{lost.Evaluable} evaluable patients as in {won.Study} of the same cohort, which is of {won.Year}, not {lost.Year}")),
            _ => (OverlapRule.StudyId, string.Create(CultureInfo.InvariantCulture, $"{lost.Evaluable} evaluable patients and the year {lost.Year} as in {won.Study} of the same cohort, whose name comes first")),
        };
        return new(arm.Study, arm.Arm, rule, won.Study, reason);
    }

    private sealed class Report(string study, IEnumerable<CountedArm> arms)
    {
        public static IComparer<Report> BestFirst { get; } = Comparer<Report>.Create((a, b) =>
            (b.Evaluable, b.Year).CompareTo((a.Evaluable, a.Year)) is not 0 and var order ? order : string.CompareOrdinal(a.Study, b.Study));

        public string Study { get; } = study;

        public long Evaluable { get; } = arms.Sum(a => (long)a.Count.Evaluable);

        public int Year { get; } = arms.Max(a => a.Arm.Publication.Year);
    }
}
