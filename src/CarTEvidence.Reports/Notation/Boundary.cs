using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>Results at the edge of what a likelihood can tell.</summary>
internal static class Boundary
{
    /// <summary>Whether no patient, or every patient, has the event.</summary>
    public static bool IsAtBoundary(this PooledEffect effect) => effect is { Events: { } events, Total: { } total } && (events == 0 || events == total);

    /// <summary>
    /// Whether the answer is the counts' own proportion with its exact interval: the binomial models with a likelihood alone answer one study,
    /// and studies in which none or all have the event, so, whatever interval was asked for.
    /// </summary>
    public static bool IsExact(this PooledEffect effect) =>
        (effect.Model is PoolingModel.BinomialNormal or PoolingModel.BetaBinomial) && (effect.IsAtBoundary() || effect.StudyCount == 1);

    /// <summary>The interval's name as printed.</summary>
    public static string IntervalLabel(this PooledEffect effect) => effect.IsExact() ? "exact (Clopper–Pearson)" : MethodNames.Intervals[effect.IntervalMethod].Label;

    /// <summary>For example <c>95% CI</c>; a Bayesian interval is a credible one, <c>95% CrI</c>.</summary>
    public static string IntervalName(this PooledEffect effect) =>
        $"{Printed.Level(effect.Level)} {(effect.IntervalMethod == IntervalMethod.EqualTailed ? "CrI" : "CI")}";
}
