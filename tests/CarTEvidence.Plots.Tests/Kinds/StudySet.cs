using System.Globalization;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots.Tests.Kinds;

/// <summary>Studies to draw every kind of figure from.</summary>
internal sealed class StudySet
{
    private static readonly ProportionOptions InverseVariance = new() { Model = ProportionModel.Random };

    private readonly string[] _names;
    private readonly long[] _events;
    private readonly long[] _totals;
    private readonly string[] _groups;
    private readonly Lazy<PooledEffect> _exact;
    private readonly Lazy<PooledEffect> _inverse;
    private readonly Lazy<PooledEffect> _bayes;
    private readonly Lazy<EvidenceBase> _evidence;

    private StudySet(int count, Func<int, string> name, Func<int, long, long> events, Func<int, string>? group = null)
    {
        _names = [.. Enumerable.Range(0, count).Select(name)];
        _totals = [.. Enumerable.Range(0, count).Select(i => 3L + i * 7 % 23)];
        _events = [.. _totals.Select((total, i) => events(i, total))];
        _groups = [.. Enumerable.Range(0, count).Select(group ?? (i => i % 3 == 0 ? "CD19" : "BCMA"))];
        _exact = new(() => Pooling.Proportions(Data, null, Grouping));
        _inverse = new(() => Pooling.Proportions(Data, InverseVariance));
        _bayes = new(() => Pooling.Proportions(Data, new ProportionOptions { Model = ProportionModel.BayesianBinomialNormal }));
        _evidence = new(() => new EvidenceBase(_names.Select(Arm)));
    }

    /// <summary>The sets by name.</summary>
    internal static IReadOnlyDictionary<string, StudySet> All { get; } = new Dictionary<string, StudySet>
    {
        ["one"] = new(1, Plain, Mixed),
        ["two"] = new(2, Plain, Mixed),
        ["twelve"] = new(12, Plain, Mixed),
        ["sixty"] = new(60, Plain, Mixed),
        ["three hundred"] = new(300, Plain, Mixed),
        ["long names"] = new(9, i => $"The international multicentre randomised evaluation of engineered cells {i} in refractory disease, second extension", Mixed, i => i % 2 == 0 ? "Autologous cells that were selected, activated and expanded in the hospital" : "Donor cells"),
        ["not Latin"] = new(9, i => $"{new[] { "Ωμέγα και Σία", "Żółć Ősz Čech", "王小明和同事", "Иванов и соавт.", "الدراسة" }[i % 5]} {i}", Mixed, i => i % 2 == 0 ? "自体细胞" : "Донор"),
        ["a group of one"] = new(7, Plain, Mixed, i => i == 0 ? "DSG3" : "CD19"),
        ["no events"] = new(8, Plain, (_, _) => 0),
        ["all events"] = new(8, Plain, (_, total) => total),
        ["all or none"] = new(6, Plain, (i, total) => i % 2 == 0 ? total : 0),
    };

    internal int Count => _names.Length;

    internal ProportionData Data => new(_names, _events, _totals);

    internal Grouping Grouping => new("target", _groups);

    /// <summary>The default fit, with subgroups.</summary>
    internal PooledEffect Exact => _exact.Value;

    /// <summary>Inverse-variance random effects.</summary>
    internal PooledEffect Inverse => _inverse.Value;

    /// <summary>The Bayesian fit.</summary>
    internal PooledEffect Bayes => _bayes.Value;

    /// <summary>The same studies as arms of the evidence.</summary>
    internal EvidenceBase Evidence => _evidence.Value;

    /// <summary>The same studies against controls.</summary>
    internal TwoArmData TwoArms => new(_names, _events, _totals, [.. _totals.Select((total, i) => total * (i % 4) / 5)], [.. _totals.Select(total => total + 1)]);

    /// <summary>Effects and variances on the logit scale, of at most so many studies.</summary>
    internal (double[] Effects, double[] Variances) Columns(int most)
    {
        var studies = Inverse.Studies.Where(s => s.Effect is not null).Take(most).ToList();
        return ([.. studies.Select(s => s.Effect!.Value)], [.. studies.Select(s => s.Variance!.Value)]);
    }

    internal IEnumerable<string> Names => _names;

    private static string Plain(int i) => string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + i % 26)}{(i % 2 == 0 ? "nders" : "ühler-Schmidt")} {2010 + i % 15}{(i < 26 ? "" : $"-{i / 26}")}");

    private static long Mixed(int i, long total) => total * (1 + i * 3 % 5) / 6;

    private TrialArm Arm(string name, int i)
    {
        var (events, total) = ((int)_events[i], (int)_totals[i]);
        return new TrialArm(
            name,
            i % 2 == 0 ? Disease.Sle : Disease.SystemicSclerosis,
            new Publication(2020 + i % 6) { Type = PublicationType.Article },
            total,
            construct: CarConstruct.NotReported with { Target = i % 3 == 0 ? Target.Cd19 : Target.Bcma },
            remission: new ReportedOutcome(events, total, "as defined"),
            relapse: i % 2 == 0 ? new ReportedOutcome(events / 3, total) : null,
            crs: i % 3 == 0 ? new GradedToxicity(total, any: events) : new GradedToxicity(total, any: events, grade1: events - events / 3, grade2: events / 3, grade3: 0, grade4: 0),
            icans: new GradedToxicity(total, any: events / 4, grade3Plus: 0),
            followUp: i % 4 == 3 ? null : new FollowUp(3.5 + i % 20, 1 + i % 3, 30 + i % 5));
    }
}
