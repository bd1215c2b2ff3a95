using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Notebooks;

namespace CarTEvidence;

/// <summary>An outcome pooled over arms: the pooled effect, and which arms, definitions and choices are behind it.</summary>
/// <param name="Data">The counts that were pooled, in the order of <see cref="PooledEffect.Studies"/>.</param>
/// <param name="Effect">The pooled effect, with subgroups where they were asked for.</param>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed record PooledOutcome(OutcomeData Data, PooledEffect Effect)
{
    /// <summary>The outcome.</summary>
    public Outcome Outcome => Data.Outcome;

    /// <summary>The arms pooled, in the order of the file, length k.</summary>
    public IReadOnlyList<TrialArm> Arms => Data.Arms;

    /// <summary>The definitions pooled, most patients first.</summary>
    public IReadOnlyList<OutcomeDefinition> Definitions => Data.Definitions;

    /// <summary>What was done about shared patients.</summary>
    public OverlapAudit Overlap => Data.Overlap;

    /// <summary>The selections made, as text.</summary>
    public IReadOnlyList<string> Where => Data.Where;

    /// <summary>Those of <see cref="Where"/> that select by a column's value (<c>disease=SLE</c>), fit for a title.</summary>
    public IReadOnlyList<string> WhereColumns => Data.WhereColumns;

    /// <summary>SHA-256 of the evidence before any selection.</summary>
    public string InputHash => Data.InputHash;

    /// <summary>Sentences for the reader: about the counts first, then about the model.</summary>
    public IReadOnlyList<string> Notes => [.. Data.Notes, .. Effect.Notes];

    /// <summary>One line, in the invariant culture, for example <c>Remission: 80.2% (95% CI 65.1 to 89.8), 26 arms, 125/163 patients; binomial-normal, tau² = 1.21</c>.</summary>
    public override string ToString()
    {
        var leading = Effect.Leading;
        var level = Percent(Effect.Level, "0.##");
        var name = Effect.IntervalMethod == IntervalMethod.EqualTailed ? "CrI" : "CI";
        var interval = leading.Interval is { } i ? $"{level}% {name} {Percent(i.Lower)} to {Percent(i.Upper)}" : $"no {level}% {name}";
        var average = Effect.MarginalLeads ? "average over studies " : "";
        var tau = Effect.Heterogeneity.TauSquared is { } t ? string.Create(CultureInfo.InvariantCulture, $", tau² = {t:0.###}") : "";
        var arms = Effect.StudyCount == 1 ? "arm" : "arms";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Outcome.Label}: {average}{(leading.Value is { } p ? Percent(p) + "%" : "not estimable")} ({interval}), {Effect.StudyCount} {arms}, {Effect.Events}/{Effect.Total} patients; {MethodNames.Models[Effect.Model].Name}{tau}");
    }

    private static string Percent(double proportion, string format = "0.0") => (proportion * 100).ToString(format, CultureInfo.InvariantCulture);
}
