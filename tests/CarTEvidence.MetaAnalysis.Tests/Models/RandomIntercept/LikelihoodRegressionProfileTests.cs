using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.RandomIntercept;

/// <summary>Likelihood-ratio tests, profile limits, heterogeneity and refits of regressions of counts.</summary>
public sealed class LikelihoodRegressionProfileTests
{
    // The plain likelihood is maximised by nested line searches; compared in units of the log-likelihood.
    private const double LogLikelihood = 1e-6;
    private const double HalfChiSquared = 1.9207294103470623;

    private static readonly ProportionOptions Profile = ProportionOptions.Default with { Interval = IntervalMethod.ProfileLikelihood };

    private static readonly ProportionData Data = new(["a", "b", "c", "d", "e", "f"], [9, 14, 2, 3, 8, 2], [10, 20, 6, 10, 21, 16]);

    private static readonly double[] Year = [2019, 2020, 2021, 2022, 2023, 2024];

    [Fact]
    public void Interval_ProfileLikelihood_IsWhereThePlainProfileHasFallen()
    {
        var fit = Pooling.Proportions(Data, Profile, moderators: Moderators.None.With("year", Year));
        Assert.Equal(IntervalMethod.ProfileLikelihood, fit.IntervalMethod);
        var slope = fit.Coefficients[1];
        Assert.InRange(slope.Estimate.Value!.Value, slope.Estimate.Interval!.Value.Lower, slope.Estimate.Interval.Value.Upper);
        var maximum = fit.FitStatistics!.LogLikelihoodMl!.Value;
        foreach (var limit in (double[])[slope.Estimate.Interval.Value.Lower, slope.Estimate.Interval.Value.Upper])
        {
            Assert.Equal(HalfChiSquared, maximum - Plain(limit), LogLikelihood);
        }

        // The mean at the average of the moderator: its own profile, here by reparametrising about 2021.5.
        var centred = Pooling.Proportions(Data, Profile, moderators: Moderators.None.With("year", Year.Select(y => y - 2021.5)));
        Near.Equal(centred.Coefficients[0].Estimate.Interval!.Value.Lower, fit.Transformed.Interval!.Value.Lower, 1e-7);
        Near.Equal(centred.Coefficients[0].Estimate.Interval!.Value.Upper, fit.Transformed.Interval!.Value.Upper, 1e-7);
    }

    [Fact]
    public void LikelihoodRatio_OneModerator_IsTheOmnibusAndThePlainOne()
    {
        var fit = Pooling.Proportions(Data, moderators: Moderators.None.With("year", Year));
        var statistic = fit.Coefficients[1].LikelihoodRatio!.Statistic!.Value;
        Near.Equal(2 * (fit.FitStatistics!.LogLikelihoodMl!.Value - Plain(0)), statistic, LogLikelihood);
        Near.Equal(statistic, fit.OmnibusLikelihoodRatio!.Statistic, LogLikelihood);
        Assert.Equal(1, fit.OmnibusLikelihoodRatio.DegreesOfFreedom);

        // The Wald test is as before beside it.
        Near.Equal(Math.Pow(fit.Coefficients[1].Estimate.Test.Statistic!.Value, 2), fit.Omnibus!.Statistic, 1e-6);
    }

    [Fact]
    public void LikelihoodRatio_TwoModerators_IsTheGainOfEach()
    {
        var both = Moderators.None.With("year", Year).With("target", ["x", "y", "x", "y", "y", "x"]);
        var fit = Pooling.Proportions(Data, moderators: both);
        var withoutTarget = Pooling.Proportions(Data, moderators: Moderators.None.With("year", Year));
        var withoutYear = Pooling.Proportions(Data, moderators: Moderators.None.With("target", ["x", "y", "x", "y", "y", "x"]));
        double Gain(PooledEffect smaller) => 2 * (fit.FitStatistics!.LogLikelihoodMl!.Value - smaller.FitStatistics!.LogLikelihoodMl!.Value);
        Near.Equal(Gain(withoutYear), fit.Coefficients[1].LikelihoodRatio!.Statistic, LogLikelihood);
        Near.Equal(Gain(withoutTarget), fit.Coefficients[2].LikelihoodRatio!.Statistic, LogLikelihood);
        Assert.Equal(2, fit.OmnibusLikelihoodRatio!.DegreesOfFreedom);
    }

    [Fact]
    public void Interval_LevelWithAllEvents_HasOneLimit()
    {
        var data = new ProportionData(["A", "B", "C", "D"], [5, 6, 30, 30], [20, 40, 30, 30]);
        var fit = Pooling.Proportions(data, Profile, moderators: Moderators.None.With("target", ["x", "x", "y", "y"]));
        var interval = fit.Coefficients[1].Estimate.Interval!.Value;
        Assert.Equal(double.PositiveInfinity, interval.Upper);
        Assert.InRange(interval.Lower, 1, 20);

        // Level x as reference: its logit is finite and has both limits; the other way round it is the coefficient that has one.
        Assert.True(double.IsFinite(fit.Coefficients[0].Estimate.Interval!.Value.Lower) && double.IsFinite(fit.Coefficients[0].Estimate.Interval!.Value.Upper));
        var turned = Pooling.Proportions(data, Profile, moderators: Moderators.None.With("target", ["x", "x", "y", "y"], "y"));
        Near.Equal(-interval.Lower, turned.Coefficients[1].Estimate.Interval!.Value.Upper, 1e-5);
        Assert.Equal(double.NegativeInfinity, turned.Coefficients[1].Estimate.Interval!.Value.Lower);
    }

    [Fact]
    public void Heterogeneity_TwoLevels_IsOfTheStudiesAboutThem()
    {
        var data = new ProportionData(["a", "b", "c", "d", "e"], [5, 10, 20, 20, 7], [20, 40, 30, 50, 9]);
        string[] level = ["x", "x", "y", "y", "y"];
        var fit = Pooling.Proportions(data, moderators: Moderators.None.With("level", level));

        // Cochran's Q about a factor is the sum of the levels' own.
        var within = Pooling.Proportions(data, ProportionOptions.Default with { Model = ProportionModel.Common }, new Grouping("level", level));
        Near.Equal(within.Subgroups.Sum(s => s.Effect.Heterogeneity.CochranQ!.Statistic!.Value), fit.Heterogeneity.CochranQ!.Statistic, 1e-10);
        Assert.Equal(3, fit.Heterogeneity.CochranQ.DegreesOfFreedom);

        // The typical variance about a factor: k − p over the levels' sums of w − w²/Σw.
        double[] w = [.. data.Select(s => s.Events * (double)(s.Total - s.Events) / s.Total)];
        var trace = w[0] + w[1] - (w[0] * w[0] + w[1] * w[1]) / (w[0] + w[1])
            + w[2] + w[3] + w[4] - (w[2] * w[2] + w[3] * w[3] + w[4] * w[4]) / (w[2] + w[3] + w[4]);
        var tau2 = fit.Heterogeneity.TauSquared!.Value;
        Assert.True(tau2 > 0);
        Near.Equal(100 * tau2 / (tau2 + 3 / trace), fit.Heterogeneity.ISquared, 1e-10);
        Near.Equal(1 + tau2 * trace / 3, fit.Heterogeneity.HSquared, 1e-10);
    }

    [Fact]
    public void Weights_WithoutResidualHeterogeneity_AreTheBinomialInformation()
    {
        var data = new ProportionData(["A", "B", "C", "D"], [5, 10, 20, 20], [20, 40, 30, 30]);
        var fit = Pooling.Proportions(data, moderators: Moderators.None.With("target", ["BCMA", "BCMA", "CD19", "CD19"]));
        double[] information = [20 * 3 / 16.0, 40 * 3 / 16.0, 30 * 2 / 9.0, 30 * 2 / 9.0];
        foreach (var (study, own) in fit.Studies.Zip(information))
        {
            Near.Equal(100 * own / information.Sum(), study.Weight, 1e-7);
        }
    }

    [Fact]
    public void LeaveOneOut_Regression_IsTheFitWithoutTheStudy()
    {
        var fit = Pooling.Proportions(Data, moderators: Moderators.None.With("year", Year));
        var without = fit.LeaveOneOut();
        int[] rest = [0, 1, 3, 4, 5];
        var direct = Pooling.Proportions(Data.Select(rest), moderators: Moderators.None.With("year", rest.Select(i => Year[i])));
        Assert.Equal(6, without.Count);
        Assert.Equal("c", without[2].Study);
        Near.Equal(direct.Transformed.Value!.Value, without[2].Transformed.Value, 1e-9);
        Assert.Equal(6, fit.Cumulative().Count);
        Near.Equal(fit.Transformed.Value!.Value, fit.Cumulative()[^1].Transformed.Value, 1e-9);
    }

    [Fact]
    public void LeaveOneOut_StudyWithoutModerator_IsNotAmongThem()
    {
        double[] year = [2019, double.NaN, 2021, 2022, 2023, 2024];
        var fit = Pooling.Proportions(Data, moderators: Moderators.None.With("year", year));
        Assert.Equal(6, fit.Studies.Count);
        Assert.Null(fit.Studies[1].Weight);
        Near.Equal(100, fit.Studies.Sum(s => s.Weight ?? 0), 1e-10);
        Assert.Equal(["a", "c", "d", "e", "f"], fit.LeaveOneOut().Select(s => s.Study));
    }

    [Fact]
    public void Rates_Profile_AgreesWithTheLikelihoodRatio()
    {
        var data = new RateData(["a", "b", "c", "d", "e", "f"], [9, 30, 2, 3, 21, 8], [100, 120, 90, 200, 210, 300]);
        var moderators = Moderators.None.With("year", Year);
        var fit = Pooling.Rates(data, new RateOptions { Model = PoolingModel.PoissonNormal, Interval = IntervalMethod.ProfileLikelihood }, moderators: moderators);

        // At the level at which the test just rejects, the interval just reaches 0.
        var slope = fit.Coefficients[1];
        var edge = Pooling.Rates(
            data,
            new RateOptions { Model = PoolingModel.PoissonNormal, Interval = IntervalMethod.ProfileLikelihood, Level = 1 - slope.LikelihoodRatio!.PValue!.Value },
            moderators: moderators).Coefficients[1].Estimate.Interval!.Value;
        Assert.Equal(0, Math.Min(Math.Abs(edge.Lower), Math.Abs(edge.Upper)), 1e-6);
        Near.Equal(slope.LikelihoodRatio.Statistic!.Value, fit.OmnibusLikelihoodRatio!.Statistic, LogLikelihood);
        Assert.Equal(6, fit.LeaveOneOut().Count);
        Near.Equal(100, fit.Studies.Sum(s => s.Weight!.Value), 1e-10);
    }

    /// <summary>The log-likelihood at a slope of the logit in the year, maximised over the mean and tau.</summary>
    private static double Plain(double slope) => Maximisation.Brent(
        tau => Maximisation.Brent(
            mean => Data.Select((s, i) => PlainLikelihood.Trapezoidal(s.Events, s.Total, mean + slope * (Year[i] - 2021.5), tau)).Sum(), -8, 8).Value,
        1e-3,
        5).Value;
}
