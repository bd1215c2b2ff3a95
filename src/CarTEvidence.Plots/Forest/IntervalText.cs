using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Forest;

/// <summary>What an interval is called: of a model with priors, credible; of any other, and of a study by itself, confidence interval.</summary>
internal static class IntervalText
{
    /// <summary>What <see cref="Mixed"/> stands for.</summary>
    internal const string Legend = "CI: confidence interval of a study by itself; CrI: credible interval of the pooled effect.";

    /// <summary>Whether the interval of the pooled effect is a credible one.</summary>
    internal static bool IsCredible(PooledEffect effect) => effect.IntervalMethod == IntervalMethod.EqualTailed;

    /// <summary>For example <c>95% CI</c>, or <c>95% CrI</c>.</summary>
    internal static string Of(PooledEffect effect) => $"{NumberText.Level(effect.Level)} {(IsCredible(effect) ? "CrI" : "CI")}";

    /// <summary>For example <c>95% confidence interval</c>.</summary>
    internal static string InFull(PooledEffect effect) => $"{NumberText.Level(effect.Level)} {(IsCredible(effect) ? "credible" : "confidence")} interval";

    /// <summary>Heading over the intervals of studies and of the pooled effect.</summary>
    internal static string Mixed(PooledEffect effect) => $"{NumberText.Level(effect.Level)} {(IsCredible(effect) ? "CI/CrI" : "CI")}";

    /// <summary>Of a study by itself.</summary>
    internal static string OfStudy(PooledEffect effect) => $"{NumberText.Level(effect.Level)} CI";
}
