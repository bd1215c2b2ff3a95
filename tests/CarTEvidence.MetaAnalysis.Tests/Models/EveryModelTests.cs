namespace CarTEvidence.MetaAnalysis.Tests.Models;

/// <summary>What must hold of every model of counts, on every edge: an answer without a number that is none, or a precise error.</summary>
public sealed class EveryModelTests
{
    /// <summary>Iterated fits of the same data in another order.</summary>
    private const double SameData = 1e-7;

    private static readonly Dictionary<string, (long[] Events, long[] Total)> Counts = new()
    {
        ["one study"] = ([3], [10]),
        ["one study, no event"] = ([0], [10]),
        ["two studies"] = ([3, 7], [10, 12]),
        ["two studies, none and all"] = ([0, 9], [8, 9]),
        ["identical"] = ([4, 4, 4, 4], [10, 10, 10, 10]),
        ["no events"] = ([0, 0, 0], [5, 9, 20]),
        ["all events"] = ([5, 9, 20], [5, 9, 20]),
        ["single patients"] = ([1, 0, 1, 1, 0, 1], [1, 1, 1, 1, 1, 1]),
        ["one in a billion"] = ([1, 3, 0], [1_000_000_000, 1_000_000_000, 900_000_000]),
        ["all but one in a billion"] = ([999_999_999, 999_999_997, 1_000_000_000], [1_000_000_000, 1_000_000_000, 1_000_000_000]),
        ["a billion beside one"] = ([500_000_000, 1, 0], [1_000_000_000, 1, 2]),
        ["ordinary"] = ([3, 5, 9, 1, 14], [10, 12, 30, 8, 25]),
    };

    public static TheoryData<string, ProportionModel> Proportions => Matrix(Enum.GetValues<ProportionModel>());

    public static TheoryData<string, PoolingModel> Rates => Matrix<PoolingModel>([PoolingModel.Random, PoolingModel.Common, PoolingModel.PoissonNormal]);

    public static TheoryData<string, PoolingModel> TwoArms => Matrix<PoolingModel>(
        [PoolingModel.Random, PoolingModel.Common, PoolingModel.MantelHaenszel, PoolingModel.Peto, PoolingModel.GlmmUmFs, PoolingModel.GlmmUmRs, PoolingModel.GlmmCmEl, PoolingModel.GlmmCmAl]);

    [Theory]
    [MemberData(nameof(Proportions))]
    public void Proportions_AnyEdge_IsAnsweredWithoutNaN(string name, ProportionModel model)
    {
        var (events, total) = Counts[name];
        foreach (var measure in model is ProportionModel.Random or ProportionModel.Common ? (Measure[])[Measure.Raw, Measure.Log, Measure.Logit, Measure.Arcsine, Measure.FreemanTukey] : [Measure.Logit])
        {
            var fit = Pooling.Proportions(Data(events, total), new ProportionOptions { Model = model, Measure = measure });
            Undefined.AssertNone(fit, $"{name} {model} {measure}");
            Assert.True(fit.Pooled.Value is >= 0 and <= 1 || fit.Notes.Count > 0, $"{name} {model} {measure}: nothing and no note");
            AssertOrdered(fit);
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Rates_AnyEdge_IsAnsweredWithoutNaN(string name, PoolingModel model)
    {
        var (events, total) = Counts[name];
        var data = new RateData(Labels(events.Length), events, total.Select(t => 1e-3 * t));
        foreach (var measure in model == PoolingModel.PoissonNormal ? (Measure[])[Measure.LogRate] : [Measure.Rate, Measure.LogRate, Measure.SquareRootRate, Measure.FreemanTukeyRate])
        {
            var fit = Pooling.Rates(data, new RateOptions { Model = model, Measure = measure });
            Undefined.AssertNone(fit, $"{name} {model} {measure}");
            AssertOrdered(fit);
        }
    }

    [Theory]
    [MemberData(nameof(TwoArms))]
    public void TwoArm_AnyEdge_IsAnsweredWithoutNaN(string name, PoolingModel model)
    {
        var (events, total) = Counts[name];
        var data = new TwoArmData(Labels(events.Length), events, total, events.Select((e, i) => total[i] - e), total);
        Measure[] measures = model switch
        {
            PoolingModel.Random or PoolingModel.Common => [Measure.OddsRatio, Measure.RiskRatio, Measure.RiskDifference, Measure.ArcsineDifference, Measure.Peto],
            PoolingModel.MantelHaenszel => [Measure.OddsRatio, Measure.RiskRatio, Measure.RiskDifference],
            PoolingModel.GlmmUmFs or PoolingModel.GlmmUmRs or PoolingModel.GlmmCmEl or PoolingModel.GlmmCmAl => [Measure.OddsRatio],
            _ => [Measure.Peto],
        };
        foreach (var measure in measures)
        {
            var fit = Pooling.TwoArm(data, new TwoArmOptions { Model = model, Measure = measure });
            Undefined.AssertNone(fit, $"{name} {model} {measure}");
            AssertOrdered(fit);
        }
    }

    [Theory]
    [InlineData(ProportionModel.BinomialNormal)]
    [InlineData(ProportionModel.BetaBinomial)]
    [InlineData(ProportionModel.BayesianBinomialNormal)]
    [InlineData(ProportionModel.Random)]
    [InlineData(ProportionModel.Common)]
    public void Proportions_OrderAndMirror_ChangeNothingElse(ProportionModel model)
    {
        foreach (var (name, (events, total)) in Counts.Where(c => c.Value.Events.Length > 2 && !c.Key.Contains("billion", StringComparison.Ordinal)))
        {
            var options = new ProportionOptions { Model = model };
            var fit = Pooling.Proportions(Data(events, total), options);
            var turned = Pooling.Proportions(Data([.. events.Reverse()], [.. total.Reverse()]), options);
            var mirrored = Pooling.Proportions(Data([.. events.Select((e, i) => total[i] - e)], total), options);
            var context = $"{name} {model}";
            Close(fit.Pooled.Value, turned.Pooled.Value, context);
            Close(fit.Pooled.Interval?.Lower, turned.Pooled.Interval?.Lower, context);
            Close(fit.Heterogeneity.TauSquared, turned.Heterogeneity.TauSquared, context);
            Close(fit.Pooled.Value, 1 - mirrored.Pooled.Value, context);
            Close(fit.Pooled.Interval?.Lower, 1 - mirrored.Pooled.Interval?.Upper, context);
            Close(fit.Heterogeneity.TauSquared, mirrored.Heterogeneity.TauSquared, context);
            Assert.True(fit.Heterogeneity.TauSquared is null or >= 0, context);
        }
    }

    [Theory]
    [InlineData(ProportionModel.BinomialNormal)]
    [InlineData(ProportionModel.BetaBinomial)]
    [InlineData(ProportionModel.BayesianBinomialNormal)]
    [InlineData(ProportionModel.Random)]
    [InlineData(ProportionModel.Common)]
    public void Proportions_HigherLevel_ContainsTheLower(ProportionModel model)
    {
        foreach (var (name, (events, total)) in Counts)
        {
            var narrow = Pooling.Proportions(Data(events, total), new ProportionOptions { Model = model, Level = 0.8 }).Pooled.Interval;
            var wide = Pooling.Proportions(Data(events, total), new ProportionOptions { Model = model, Level = 0.99 }).Pooled.Interval;
            Assert.True(narrow is null || (wide!.Value.Lower <= narrow.Value.Lower && narrow.Value.Upper <= wide.Value.Upper), $"{name} {model}: {narrow} not within {wide}");
        }
    }

    [Fact]
    public void Regressions_CollinearOrTooManyModerators_AreRefusedOrDroppedByName()
    {
        var (events, total) = Counts["ordinary"];
        var collinear = Moderators.None.With("x", [1.0, 2, 3, 4, 5]).With("twice", [2.0, 4, 6, 8, 10]);
        var many = Enumerable.Range(0, 6).Aggregate(Moderators.None, (m, j) => m.With($"x{j}", Enumerable.Range(0, 5).Select(i => Math.Pow(i + 1, j + 1))));
        var rates = new RateData(Labels(5), events, total.Select(t => (double)t));
        Func<Moderators, PooledEffect>[] models =
        [
            m => Pooling.Proportions(Data(events, total), new ProportionOptions(), moderators: m),
            m => Pooling.Proportions(Data(events, total), new ProportionOptions { Model = ProportionModel.Random }, moderators: m),
            m => Pooling.Rates(rates, new RateOptions { Model = PoolingModel.PoissonNormal }, moderators: m),
            m => Pooling.Rates(rates, new RateOptions(), moderators: m),
            m => Pooling.Generic(new GenericData(Labels(5), [0.1, 0.5, 0.2, 0.9, 0.4], [0.1, 0.1, 0.2, 0.1, 0.3]), moderators: m),
            m => Pooling.Multilevel(new MultilevelData([0.1, 0.5, 0.2, 0.9, 0.4], [0.1, 0.1, 0.2, 0.1, 0.3], ["a", "a", "b", "c", "d"], ["1", "2", "3", "4", "5"]), moderators: m),
        ];
        foreach (var (model, i) in models.Select((m, i) => (m, i)))
        {
            foreach (var moderators in new[] { collinear, many })
            {
                PooledEffect fit;
                try
                {
                    fit = model(moderators);
                }
                catch (ArgumentException error)
                {
                    Assert.Contains("moderator", error.Message, StringComparison.OrdinalIgnoreCase);
                    continue;
                }

                Undefined.AssertNone(fit, $"model {i}");
                Assert.True(fit.Coefficients.Count <= 5, $"model {i}");
                Assert.Contains(fit.Notes, note => note.Contains("twice", StringComparison.Ordinal) || note.Contains("x5", StringComparison.Ordinal));
            }
        }
    }

    private static TheoryData<string, TModel> Matrix<TModel>(IEnumerable<TModel> models)
    {
        var cases = new TheoryData<string, TModel>();
        foreach (var model in models)
        {
            foreach (var name in Counts.Keys)
            {
                cases.Add(name, model);
            }
        }

        return cases;
    }

    private static IEnumerable<string> Labels(int count) => Enumerable.Range(0, count).Select(i => $"study {i}");

    private static ProportionData Data(long[] events, long[] total) => new(Labels(events.Length), events, total);

    private static void AssertOrdered(PooledEffect fit)
    {
        if (fit.Pooled.Interval is { } interval && fit.Pooled.Value is { } value)
        {
            var slack = 1e-9 * (1 + Math.Abs(value));
            Assert.True(interval.Lower <= value + slack && value <= interval.Upper + slack, $"{value} is not within {interval}");
        }

        Assert.True(fit.Heterogeneity.TauSquared is null or >= 0);
        Assert.True(fit.Heterogeneity.ISquared is null or (>= 0 and <= 100));
    }

    private static void Close(double? expected, double? actual, string context)
    {
        Assert.Equal(expected.HasValue, actual.HasValue);
        if (expected is { } e && actual is { } a && double.IsFinite(e))
        {
            Assert.True(Math.Abs(e - a) <= SameData * Math.Max(1, Math.Abs(e)), FormattableString.Invariant($"{context}: {e:R} and {a:R}"));
        }
    }
}
