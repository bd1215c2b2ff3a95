using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CarTEvidence;

/// <summary>An outcome of an arm: what is counted, among whom, and whether more of it is better or worse.</summary>
public sealed partial class Outcome
{
    private readonly Func<TrialArm, OutcomeCount?> _count;

    private Outcome(string name, string label, OutcomeDirection direction, Func<TrialArm, OutcomeCount?> count, int? atLeastGrade = null)
    {
        Name = name;
        Label = label;
        Direction = direction;
        AtLeastGrade = atLeastGrade;
        _count = count;
    }

    /// <summary>The name on the command line and in JSON, for example <c>crs&gt;=3</c>.</summary>
    public string Name { get; }

    /// <summary>The name in print, for example <c>CRS grade ≥ 3</c>.</summary>
    public string Label { get; }

    /// <summary>Whether more is better or worse for the patient.</summary>
    public OutcomeDirection Direction { get; }

    /// <summary>The lowest grade counted, 1 to 5; <c>null</c> for an outcome without grades.</summary>
    public int? AtLeastGrade { get; }

    /// <summary>The scale whose grades the outcome speaks of; <c>null</c> for an outcome without grades. What a report used is in its definition.</summary>
    public GradingSystem? GradingSystem => AtLeastGrade is null ? null : GradingSystem.Astct2019;

    /// <summary>Counts the outcome in an arm.</summary>
    /// <param name="arm">The arm.</param>
    /// <returns>
    /// Events, evaluable patients and the report's definition; <c>null</c> if the arm does not report the outcome,
    /// if a graded count does not follow from what it reports, or if no patient was evaluable.
    /// </returns>
    public OutcomeCount? CountIn(TrialArm arm)
    {
        ArgumentNullException.ThrowIfNull(arm);
        return _count(arm) is { Evaluable: > 0 } count ? count : null;
    }

    /// <summary>Finds an outcome by its name, in any case; blanks are ignored and <c>≥</c> stands for <c>&gt;=</c>.</summary>
    /// <param name="name">For example <c>remission</c> or <c>crs&gt;=3</c>.</param>
    /// <exception cref="ArgumentException">No outcome has this name; the message lists those that exist.</exception>
    public static Outcome Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryParse(name, out var outcome)
            ? outcome
            : throw new ArgumentException($"There is no outcome \"{name}\". The outcomes are {string.Join(", ", All.Select(o => o.Name))}.", nameof(name));
    }

    /// <summary>Finds an outcome by its name, in any case; blanks are ignored and <c>≥</c> stands for <c>&gt;=</c>.</summary>
    /// <param name="name">For example <c>remission</c> or <c>crs&gt;=3</c>.</param>
    /// <param name="outcome">The outcome, if there is one.</param>
    public static bool TryParse([NotNullWhen(true)] string? name, [NotNullWhen(true)] out Outcome? outcome)
    {
        var wanted = name?.Replace(" ", "", StringComparison.Ordinal).Replace("≥", ">=", StringComparison.Ordinal);
        outcome = AllGrades.FirstOrDefault(o =>
            string.Equals(o.Name, wanted, StringComparison.OrdinalIgnoreCase)
            || (o.AtLeastGrade == 1 && string.Equals($"{o.Name}>=1", wanted, StringComparison.OrdinalIgnoreCase)));
        return outcome is not null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static Outcome Counted(string name, string label, OutcomeDirection direction, Func<TrialArm, ReportedOutcome?> report) =>
        new(name, label, direction, arm => report(arm) is { Events: { } events } r ? new OutcomeCount(events, r.Evaluable, r.Definition) : null);

    private static Outcome[] Graded(string name, string abbreviation, Func<TrialArm, GradedToxicity?> report)
    {
        var outcomes = new Outcome[GradedToxicity.HighestGrade];
        for (var i = 0; i < outcomes.Length; i++)
        {
            var grade = i + 1;
            outcomes[i] = new(
                grade == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}>={grade}"),
                grade == 1 ? $"{abbreviation}, any grade" : string.Create(CultureInfo.InvariantCulture, $"{abbreviation} grade ≥ {grade}"),
                OutcomeDirection.Harm,
                arm => report(arm) is { } r && r.AtLeast(grade) is { } events ? new OutcomeCount(events, r.Evaluable, r.GradingSystem?.Code) : null,
                grade);
        }

        return outcomes;
    }
}
