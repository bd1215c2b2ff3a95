using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Forest;

/// <summary>Heterogeneity in one line, from the model that was fitted and no other.</summary>
internal static class HeterogeneityText
{
    private const char NoBreak = '\u00A0';

    /// <summary>The line; <c>null</c> if the model has nothing to say. Formulas do not break over lines.</summary>
    /// <param name="effect">The pooled effect.</param>
    /// <param name="brief">Leaves out the words that the line of the overall result spells out.</param>
    internal static string? Line(PooledEffect effect, bool brief = false)
    {
        if (effect.StudyCount < 2)
        {
            return null;
        }

        if (AtBoundary(effect))
        {
            return brief ? "Heterogeneity not identifiable" : $"Heterogeneity: not identifiable, since {(effect.Events == 0 ? "no patient has" : "every patient has")} the event";
        }

        var heterogeneity = effect.Heterogeneity;
        var parts = new List<string>();
        if (effect.Model is not PoolingModel.Common && heterogeneity.TauSquared is { } tau2)
        {
            var estimator = effect.TauSquaredEstimator is { } e && effect.Model == PoolingModel.Random ? $" ({MethodNames.TauSquaredEstimators[e].Label})" : "";
            parts.Add($"τ²{NoBreak}{Is(NumberText.Significant(tau2))}{estimator}");
        }

        if ((effect.Model == PoolingModel.Common ? heterogeneity.ISquaredFromQ ?? heterogeneity.ISquared : heterogeneity.ISquared) is { } i2)
        {
            parts.Add($"I²{NoBreak}{Is(NumberText.Fixed(i2, 1))}%");
        }

        var tests = string.Join(", ", parts);
        if (heterogeneity.LikelihoodRatio is { Statistic: not null } ratio)
        {
            tests = Join(tests, (brief ? "LR" + NoBreak : "likelihood-ratio (LR) test ") + Test("χ²", ratio));
        }
        else if (heterogeneity.CochranQ is { Statistic: not null } q)
        {
            tests = Join(tests, IsLikelihood(effect.Model) ? "Wald" + NoBreak + Test("χ²", q) : Test("Q", q));
        }

        return tests.Length == 0 ? null : (brief ? "" : "Heterogeneity: ") + tests;

        static string Join(string first, string second) => first.Length == 0 ? second : first + "; " + second;
    }

    /// <summary>A statistic with its degrees of freedom and p-value.</summary>
    internal static string Test(string symbol, TestResult test)
    {
        var degrees = (test.DegreesOfFreedom, test.DenominatorDegreesOfFreedom) switch
        {
            ({ } df, { } denominator) => $" (df {NumberText.DegreesOfFreedom(df)}, {NumberText.DegreesOfFreedom(denominator)})",
            ({ } df, null) => $" (df {NumberText.DegreesOfFreedom(df)})",
            _ => "",
        };
        var p = test.PValue is { } value ? ", " + NumberText.PValue(value) : "";
        return $"{symbol} {Is(NumberText.Fixed(test.Statistic ?? 0, 2))}{degrees}".Replace(' ', NoBreak) + p.Replace("p ", "p" + NoBreak, StringComparison.Ordinal).Replace("= ", "=" + NoBreak, StringComparison.Ordinal);
    }

    /// <summary>The test that subgroups agree; <c>null</c> if there is none.</summary>
    internal static string? SubgroupTest(PooledEffect effect) => effect.SubgroupTest is { Statistic: not null } test
        ? $"Test for subgroup differences: {Test(test.DenominatorDegreesOfFreedom is null ? "χ²" : "F", test)}"
        : null;

    /// <summary><c>= 3.48</c>, or <c>&lt; 0.01</c> for what would print as zero.</summary>
    private static string Is(string number) => number[0] is '<' or '>' ? $"{number[0]}{NoBreak}{number[1..]}" : $"={NoBreak}{number}";

    internal static bool IsLikelihood(PoolingModel model) => model
        is PoolingModel.BinomialNormal or PoolingModel.PoissonNormal or PoolingModel.BetaBinomial or PoolingModel.GlmmUmFs or PoolingModel.GlmmUmRs
        or PoolingModel.GlmmCmEl or PoolingModel.GlmmCmAl;

    private static bool AtBoundary(PooledEffect effect) =>
        effect.Measure.Kind == MeasureKind.Proportion && IsLikelihood(effect.Model) && effect is { Events: { } events, Total: { } total } && (events == 0 || events == total);
}
