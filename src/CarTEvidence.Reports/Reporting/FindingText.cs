using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>A result in one line of the table on top, and in a sentence.</summary>
internal static class FindingText
{
    /// <summary>A prediction interval wider than this tells a reader nothing about a new study, and the sentence says so.</summary>
    private const double AlmostEverything = 0.9;

    /// <summary>The line of the table.</summary>
    public static Finding Of(ReportAnalysis analysis)
    {
        if (analysis.Pooled?.Effect is not { } effect)
        {
            return new Finding(analysis.Id, analysis.Outcome.Label, null, Printed.Undefined, (Printed.Undefined, false, null), (Printed.Undefined, null, null), (Printed.Undefined, null, null));
        }

        return Line(analysis.Id, analysis.Outcome.Label, effect, effect.Leading, effect.MarginalLeads);
    }

    /// <summary>A line of the table of sensitivity analyses.</summary>
    public static Finding Of(SensitivityAnalysis analysis) =>
        Line(string.Empty, analysis.Name, analysis.Effect, analysis.Quoted, analysis.Average && analysis.Effect.Marginal is not null);

    /// <summary>The result in words.</summary>
    public static string Sentence(PooledOutcome pooled)
    {
        var effect = pooled.Effect;
        var counts = $"{Printed.Count(effect.Events ?? 0)} of {Printed.Count(effect.Total ?? 0)} evaluable patients in {Printed.Plural(effect.StudyCount, "arm")}";
        var interval = effect.Leading.Interval is { } i ? $" ({effect.IntervalName()} {Printed.Natural(effect.Measure, i)})" : string.Empty;
        if (effect.IsAtBoundary() && effect.IsExact())
        {
            var none = effect.Events == 0;
            return $"{pooled.Outcome.Label}: {(none ? "none" : "all")} of {Printed.Count(effect.Total ?? 0)} evaluable patients in {Printed.Plural(effect.StudyCount, "arm")}{interval}. "
                + (none ? "No event seen is not no risk: the interval says how much the data leave open." : "The interval says how much the data leave open.");
        }

        if (effect.StudyCount == 1)
        {
            return $"{pooled.Outcome.Label}: {counts}, {Printed.Percent(effect.Leading.Value)}{interval}. With a single arm nothing is pooled.";
        }

        var which = effect.MarginalLeads ? "On average over studies" : "In a typical study";
        return $"{pooled.Outcome.Label}: {counts}. {which} the share is {Printed.Percent(effect.Leading.Value)}{interval}.{NewStudy(effect)}";
    }

    private static Finding Line(string id, string name, PooledEffect effect, Estimate quoted, bool average)
    {
        var prediction = effect.Prediction?.Interval;
        return new Finding(
            id,
            name,
            effect.StudyCount,
            Printed.Fraction(effect.Events, effect.Total),
            (Printed.Percent(quoted.Value), average, quoted.Value),
            (Printed.Natural(effect.Measure, quoted.Interval), quoted.Interval?.Lower, quoted.Interval?.Upper),
            (Printed.Natural(effect.Measure, prediction), prediction?.Lower, prediction?.Upper))
        {
            Credible = effect.IntervalMethod == IntervalMethod.EqualTailed,
        };
    }

    private static string NewStudy(PooledEffect effect)
    {
        if (effect.Prediction is not { } prediction)
        {
            return string.Empty;
        }

        var limits = prediction.Interval;
        return limits.Width > AlmostEverything
            ? $" The studies differ so much that a new one could lie almost anywhere ({Printed.Level(limits.Level)} PI {Printed.Natural(effect.Measure, limits)})."
            : $" In a new, similar study it is expected between {Printed.Natural(effect.Measure, limits.Lower)} and {Printed.Natural(effect.Measure, limits.Upper)}.";
    }
}
