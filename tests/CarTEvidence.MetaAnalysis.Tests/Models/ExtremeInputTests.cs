namespace CarTEvidence.MetaAnalysis.Tests.Models;

/// <summary>Input at the edges: an answer with a note, or a precise error; never a not-a-number.</summary>
public sealed class ExtremeInputTests
{
    private static readonly IntervalMethod[] Intervals =
        [IntervalMethod.Wald, IntervalMethod.T, IntervalMethod.Hksj, IntervalMethod.HksjAdHoc, IntervalMethod.ProfileLikelihood, IntervalMethod.KenwardRoger];

    public static TheoryData<TauSquaredEstimator> Estimators() => [.. Enum.GetValues<TauSquaredEstimator>()];

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Generic_OneStudy_IsThatStudy(TauSquaredEstimator estimator)
    {
        foreach (var interval in Intervals)
        {
            var effect = Pool([0.7], [0.04], estimator, interval);
            Assert.Equal(0.7, effect.Transformed.Value!.Value, 1e-14);
            Assert.Equal(0.2, effect.Transformed.StandardError!.Value, 1e-14);
            Assert.Null(effect.Heterogeneity.TauSquared);
            Assert.Null(effect.Heterogeneity.ISquared);
            Assert.Null(effect.Heterogeneity.CochranQ!.PValue);
            Assert.Null(effect.Prediction);
            Assert.Contains(effect.Notes, n => n.StartsWith("One study", StringComparison.Ordinal));
            Assert.Equal(interval is IntervalMethod.T or IntervalMethod.Hksj or IntervalMethod.HksjAdHoc, effect.Transformed.Interval is null);
            Finite(effect);
        }
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Generic_TwoStudies_AnswerWithANote(TauSquaredEstimator estimator)
    {
        foreach (var interval in Intervals)
        {
            var effect = Pool([0.1, 1.3], [0.04, 0.09], estimator, interval);
            Assert.NotNull(effect.Transformed.Interval);
            Assert.Contains(effect.Notes, n => n.StartsWith("Two studies", StringComparison.Ordinal));
            Finite(effect);
        }
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Generic_IdenticalEffects_HaveNoHeterogeneity(TauSquaredEstimator estimator)
    {
        foreach (var interval in Intervals)
        {
            var effect = Pool([2, 2, 2, 2], [0.1, 0.2, 0.3, 0.4], estimator, interval);
            Assert.Equal(0, effect.Heterogeneity.TauSquared!.Value, 1e-12);
            Assert.Equal(2, effect.Transformed.Value!.Value, 1e-12);
            Finite(effect);
        }
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Generic_VariancesOverTwentyFourDecades_StayFinite(TauSquaredEstimator estimator)
    {
        foreach (var interval in Intervals)
        {
            var effect = Pool([0.3, -1, 4, 0.2, 7], [1e-12, 1e12, 1e-3, 5, 1e6], estimator, interval);
            Assert.InRange(effect.Transformed.Value!.Value, -1, 7);
            Assert.True(effect.Converged);
            Finite(effect);
        }
    }

    /// <summary>One study outweighs the rest by fifteen orders. Source: mpmath 1.3.0, 60 digits, from the estimating equations.</summary>
    [Theory]
    [InlineData(TauSquaredEstimator.DerSimonianLaird, 6.8416326890636239)]
    [InlineData(TauSquaredEstimator.Reml, 4.8556968871810399)]
    [InlineData(TauSquaredEstimator.PauleMandel, 1.9441671681176397)]
    public void Generic_VariancesOverTwentyFourDecades_KeepTheirAccuracy(TauSquaredEstimator estimator, double expected)
    {
        var effect = Pool([0.3, -1, 4, 0.2, 7], [1e-12, 1e12, 1e-3, 5, 1e6], estimator, IntervalMethod.Wald);
        Assert.Equal(expected, effect.Heterogeneity.TauSquared!.Value, 1e-9);
    }

    [Theory]
    [InlineData(1e-100)]
    [InlineData(1e100)]
    public void Generic_AnyUnit_GivesTheSameRelativeAnswer(double unit)
    {
        double[] y = [0.1, 0.9, 0.4, 1.7];
        double[] v = [0.02, 0.05, 0.03, 0.1];
        var plain = Pool(y, v, TauSquaredEstimator.Reml, IntervalMethod.Hksj);
        var scaled = Pool([.. y.Select(x => x * Math.Sqrt(unit))], [.. v.Select(x => x * unit)], TauSquaredEstimator.Reml, IntervalMethod.Hksj);
        Assert.Equal(plain.Heterogeneity.ISquared!.Value, scaled.Heterogeneity.ISquared!.Value, 1e-6);
        Assert.Equal(plain.Transformed.Value!.Value, scaled.Transformed.Value!.Value / Math.Sqrt(unit), 1e-9);
    }

    [Fact]
    public void Generic_RegressionOfVariancesOverManyDecades_IsRefusedWithTheStudies()
    {
        var data = new GenericData(["sharp", "b", "c", "vague"], [0.1, 0.9, 0.4, 1.3], [1e-12, 1, 2, 1e12]);
        var error = Assert.Throws<ArgumentException>(() => Pooling.Generic(data, moderators: Moderators.None.With("x", [1.0, 2, 3, 5])));
        Assert.Contains("study \"sharp\" has 1E-12 and \"vague\" 1E+12", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generic_RegressionOfVariancesOverEightDecades_IsAccurate()
    {
        // Two exact points and three vague ones: the line goes through the exact points, and Q is what the vague ones miss it by.
        var data = new GenericData(["a", "b", "c", "d", "e"], [1, 2, 3.5, 3, 6], [1e-6, 1e-6, 10, 20, 40]);
        var effect = Pooling.Generic(
            data, new GenericOptions { Model = PoolingModel.Common }, moderators: Moderators.None.With("x", [1.0, 2, 3, 4, 5]));
        Assert.Equal(1, effect.Coefficients[1].Estimate.Value!.Value, 1e-6);
        Assert.Equal(0.5 * 0.5 / 10 + 1.0 / 20 + 1.0 / 40, effect.Heterogeneity.CochranQ!.Statistic!.Value, 1e-6);
    }

    [Theory]
    [InlineData(double.NaN, 1, "effect")]
    [InlineData(double.PositiveInfinity, 1, "effect")]
    [InlineData(1, 0, "variance")]
    [InlineData(1, -1, "variance")]
    [InlineData(1, double.NaN, "variance")]
    [InlineData(1e150, 1, "effect")]
    [InlineData(1e60, 1, "effect")]
    [InlineData(1, 1e-200, "variance")]
    [InlineData(1, 1e200, "variance")]
    public void GenericData_ImpossibleValue_IsNamedWithItsStudy(double effect, double variance, string column)
    {
        var error = Assert.Throws<ArgumentException>(() => new GenericData(["good", "bad"], [0, effect], [1, variance]));
        Assert.Equal(column, error.ParamName);
        Assert.Contains("Study \"bad\" (entry 2)", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Without sizes the way back is the large-sample one, sin² of the mean.</summary>
    [Fact]
    public void Generic_FreemanTukeyWithoutSizes_GoesBackAsIfStudiesWereLarge()
    {
        var effect = Pooling.Generic(new GenericData(["a", "b", "c"], [0.4, 0.6, 0.5], [0.01, 0.01, 0.01]), new GenericOptions { Measure = Measure.FreemanTukey });
        Assert.Equal(Math.Pow(Math.Sin(0.5), 2), effect.Pooled.Value!.Value, 1e-12);
        Assert.Contains(effect.Notes, n => n.StartsWith("The data have no study sizes", StringComparison.Ordinal));
    }

    [Fact]
    public void Proportions_WithoutCorrection_LeavesOutWhatIsUndefined()
    {
        var data = new ProportionData(["none", "some", "more"], [0, 3, 5], [10, 10, 12]);
        var effect = Pooling.Proportions(data, new ProportionOptions { Model = ProportionModel.Random, ZeroCorrection = ZeroCorrection.None });
        Assert.Equal(2, effect.StudyCount);
        Assert.Null(effect.Studies[0].Weight);
        Assert.Null(effect.Studies[0].Effect);
        Assert.Equal(0, effect.Studies[0].Estimate.Value);
        Assert.Contains(effect.Notes, n => n.Contains("none", StringComparison.Ordinal));
        Assert.Equal(22, effect.Total);
    }

    [Fact]
    public void Proportions_NothingDefined_SaysSo()
    {
        var data = new ProportionData(["a", "b"], [0, 0], [10, 4]);
        var effect = Pooling.Proportions(data, new ProportionOptions { Model = ProportionModel.Common, ZeroCorrection = ZeroCorrection.None });
        Assert.Equal(0, effect.StudyCount);
        Assert.Null(effect.Pooled.Value);
        Assert.Contains(effect.Notes, n => n.Contains("nothing can be pooled", StringComparison.Ordinal));
    }

    [Fact]
    public void Proportions_BillionPatientsAndRareEvents_KeepTheirAccuracy()
    {
        var data = new ProportionData(["a", "b"], [1, 3], [1_000_000_000, 1_000_000_000]);
        var effect = Pooling.Proportions(data, new ProportionOptions { Model = ProportionModel.Common });

        // Logit and log agree at such rates: weights 1 and 3 of log(1e-9) and log(3e-9).
        Assert.Equal(1e-9 * Math.Pow(3, 0.75), effect.Pooled.Value!.Value, 1e-16);
    }

    /// <summary>Two studies of very different size: Miller's inverse with the harmonic mean leaves the range of the data (Schwarzer et al. 2019, doi:10.1002/jrsm.1348).</summary>
    [Fact]
    public void Proportions_FreemanTukeyBackTransformationFails_IsNoted()
    {
        var data = new ProportionData(["small", "large"], [0, 250], [3, 200_000]);
        var effect = Pooling.Proportions(data, new ProportionOptions { Model = ProportionModel.Common, Measure = Measure.FreemanTukey });
        Assert.Equal(0, effect.Pooled.Value);
        Assert.Contains(effect.Notes, n => n.Contains("doi:10.1002/jrsm.1348", StringComparison.Ordinal));
    }

    [Fact]
    public void Pooling_WrongKindOfMeasure_IsRefused()
    {
        var data = new ProportionData(["a"], [1], [2]);
        var error = Assert.Throws<ArgumentException>(() => Pooling.Proportions(data, new ProportionOptions { Model = ProportionModel.Random, Measure = Measure.OddsRatio }));
        Assert.Contains("odds-ratio", error.Message, StringComparison.Ordinal);
    }

    private static PooledEffect Pool(double[] y, double[] v, TauSquaredEstimator estimator, IntervalMethod interval) =>
        Pooling.Generic(new GenericData(y.Select((_, i) => $"{i}"), y, v), new GenericOptions { TauSquared = estimator, Interval = interval });

    private static void Finite(PooledEffect effect)
    {
        var heterogeneity = effect.Heterogeneity;
        double?[] values =
        [
            effect.Pooled.Value, effect.Pooled.Interval?.Lower, effect.Pooled.Interval?.Upper, effect.Transformed.StandardError, effect.Transformed.Test.Statistic,
            effect.Transformed.Test.PValue, heterogeneity.TauSquared, heterogeneity.TauSquaredStandardError, heterogeneity.ISquared, heterogeneity.HSquared,
            heterogeneity.CochranQ?.Statistic, effect.Prediction?.Interval.Lower, effect.Prediction?.Interval.Upper, effect.FitStatistics?.LogLikelihoodMl, effect.FitStatistics?.Aicc,
        ];
        Assert.All(values, value => Assert.True(value is null || double.IsFinite(value.Value)));
        foreach (var method in (TauSquaredIntervalMethod[])[TauSquaredIntervalMethod.QProfile, TauSquaredIntervalMethod.ProfileLikelihood])
        {
            Assert.False(effect.TauSquaredIntervalBy(method) is { } i && (double.IsNaN(i.TauSquared.Lower) || double.IsNaN(i.TauSquared.Upper)));
        }
    }
}
