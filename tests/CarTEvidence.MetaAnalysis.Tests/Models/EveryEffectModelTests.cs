namespace CarTEvidence.MetaAnalysis.Tests.Models;

/// <summary>Means, two-arm rates, multilevel and multivariate effects on every edge: an answer without a number that is none, or a precise error.</summary>
public sealed class EveryEffectModelTests
{
    private static readonly Dictionary<string, (double[] Effect, double[] Variance)> Effects = new()
    {
        ["one"] = ([0.3], [0.1]),
        ["two"] = ([0.3, -0.2], [0.1, 0.2]),
        ["identical"] = ([0.4, 0.4, 0.4, 0.4], [0.1, 0.1, 0.1, 0.1]),
        ["tiny variances"] = ([0.1, 0.5, 0.2, 0.9], [1e-12, 1e-12, 1e-12, 1e-12]),
        ["huge variances"] = ([0.1, 0.5, 0.2, 0.9], [1e12, 1e12, 1e12, 1e12]),
        ["variances of every size"] = ([0.1, 0.5, 0.2, 0.9], [1e-12, 1, 1e6, 1e12]),
        ["ordinary"] = ([0.1, 0.5, 0.2, 0.9, 0.4], [0.1, 0.1, 0.2, 0.1, 0.3]),
    };

    private static readonly Dictionary<string, (long[] Events, double[] Time)> Counts = new()
    {
        ["one"] = ([3], [10]),
        ["one without events"] = ([0], [10]),
        ["two"] = ([3, 7], [10, 12]),
        ["no events"] = ([0, 0, 0], [5, 9, 20]),
        ["a billion"] = ([1, 1_000_000_000, 0], [1e9, 1e9, 1e-6]),
        ["identical"] = ([4, 4, 4], [10, 10, 10]),
        ["ordinary"] = ([3, 5, 9, 1, 14], [10, 12, 30, 8, 25]),
    };

    private static readonly Dictionary<string, (double[] Mean, double[] Sd, long[] N)> Means = new()
    {
        ["one"] = ([3], [1], [10]),
        ["two"] = ([3, 4], [1, 2], [2, 2]),
        ["identical"] = ([3, 3, 3], [1, 1, 1], [10, 10, 10]),
        ["hardly any spread"] = ([3, 4, 5], [1e-6, 1e-6, 1e-6], [10, 10, 10]),
        ["spread beyond the means"] = ([3, 4, 5], [1e6, 1e6, 1e6], [2, 2, 2]),
        ["a billion"] = ([3, 4, 5], [1, 1, 1], [1_000_000_000, 1_000_000_000, 2]),
        ["around zero"] = ([-1e-9, 0, 1e-9], [1, 1, 1], [10, 10, 10]),
        ["ordinary"] = ([3, 5, 9, 1, 14], [1, 2, 3, 1, 4], [10, 12, 30, 8, 25]),
    };

    public static TheoryData<string> EffectNames => [.. Effects.Keys];

    public static TheoryData<string> CountNames => [.. Counts.Keys];

    public static TheoryData<string> MeanNames => [.. Means.Keys];

    [Theory]
    [MemberData(nameof(MeanNames))]
    public void Means_AnyEdge_IsAnsweredWithoutNaN(string name)
    {
        var (mean, sd, n) = Means[name];
        var arms = new TwoArmMeanData(Labels(n.Length), mean, sd, n, mean.Select(m => 0.7 * m + 0.1), sd.Reverse(), n);
        foreach (var interval in (IntervalMethod[])[IntervalMethod.Wald, IntervalMethod.Hksj])
        {
            foreach (var measure in (Measure[])[Measure.MeanDifference, Measure.StandardizedMeanDifference, Measure.StandardizedMeanDifferenceHeteroscedastic, Measure.RatioOfMeans])
            {
                Answered(() => Pooling.Means(arms, new MeanOptions { Measure = measure, Interval = interval }), $"{name} {measure}");
            }

            foreach (var measure in (Measure[])[Measure.Mean, Measure.LogMean])
            {
                Answered(() => Pooling.Means(new MeanData(Labels(n.Length), mean, sd, n), new MeanOptions { Measure = measure, Interval = interval }), $"{name} {measure}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(CountNames))]
    public void TwoArmRates_AnyEdge_IsAnsweredWithoutNaN(string name)
    {
        var (events, time) = Counts[name];
        foreach (var control in (long[][])[[.. events.Reverse()], [.. events.Select(_ => 0L)], events])
        {
            var data = new TwoArmRateData(Labels(events.Length), events, time, control, time.Reverse());
            foreach (var model in (PoolingModel[])[PoolingModel.Random, PoolingModel.Common, PoolingModel.MantelHaenszel])
            {
                foreach (var measure in (Measure[])[Measure.RateRatio, Measure.RateDifference])
                {
                    Answered(() => Pooling.TwoArmRates(data, new TwoArmRateOptions { Model = model, Measure = measure }), $"{name} {model} {measure}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(EffectNames))]
    public void Multilevel_AnyEdge_IsAnsweredWithoutNaN(string name)
    {
        var (effect, variance) = Effects[name];
        foreach (var outer in (Func<int, string>[])[_ => "all", i => $"{i}", i => $"{i / 2}"])
        {
            var data = new MultilevelData(effect, variance, effect.Select((_, i) => outer(i)), Labels(effect.Length));
            Answered(() => Pooling.Multilevel(data), name);
        }
    }

    [Theory]
    [MemberData(nameof(EffectNames))]
    public void Bivariate_AnyEdge_IsAnsweredWithoutNaN(string name)
    {
        var (effect, variance) = Effects[name];
        foreach (var correlation in (double[])[0, 0.5, -0.999])
        {
            var studies = effect.Select((e, i) =>
            {
                var covariance = correlation * variance[i];
                return new MultivariateStudy($"{i}", ["efficacy", "safety"], [e, 0.5 - e], new[,] { { variance[i], covariance }, { covariance, variance[i] } });
            });
            Answered(() => Pooling.Bivariate(new MultivariateData(studies)), $"{name} {correlation}");
        }
    }

    private static void Answered(Func<PooledEffect> model, string context)
    {
        PooledEffect fit;
        try
        {
            fit = model();
        }
        catch (ArgumentException error)
        {
            Assert.False(string.IsNullOrWhiteSpace(error.Message), context);
            return;
        }

        Undefined.AssertNone(fit, context);
        Assert.True(fit.Pooled.Value is not null || fit.Coefficients.Count > 1 || fit.Notes.Count > 0, $"{context}: nothing and no note");
        Assert.True(fit.Heterogeneity.TauSquared is null or >= 0, context);
        Assert.True(fit.Heterogeneity.ISquared is null or (>= 0 and <= 100), context);
    }

    private static string[] Labels(int count) => [.. Enumerable.Range(0, count).Select(i => $"study {i}")];
}
