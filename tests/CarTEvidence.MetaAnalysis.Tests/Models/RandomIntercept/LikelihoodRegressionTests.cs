namespace CarTEvidence.MetaAnalysis.Tests.Models.RandomIntercept;

public class LikelihoodRegressionTests
{
    /// <summary>At the maximum the score is 0 to the rounding of the search.</summary>
    private const double Score = 1e-7;

    // Iterated quantities with a closed form, or found in two ways.
    private const double Iterated = 1e-7;

    private static readonly ProportionOptions Wald = ProportionOptions.Default with { Interval = IntervalMethod.Wald };

    [Fact]
    public void Regress_TwoHomogeneousLevels_IsLogisticRegressionInClosedForm()
    {
        // 15/60 against 40/60, without heterogeneity inside either level.
        var data = new ProportionData(["A", "B", "C", "D"], [5, 10, 20, 20], [20, 40, 30, 30]);
        var fit = Pooling.Proportions(data, Wald, moderators: Moderators.None.With("target", ["BCMA", "BCMA", "CD19", "CD19"]));
        Assert.Equal(0, fit.Heterogeneity.TauSquared);
        Assert.Equal("target=CD19", fit.Coefficients[1].Name);
        Assert.Equal(Math.Log(1 / 3.0), fit.Coefficients[0].Estimate.Value!.Value, Iterated);
        Assert.Equal(Math.Log(2) + Math.Log(3), fit.Coefficients[1].Estimate.Value!.Value, Iterated);
        Assert.Equal(Math.Sqrt(1 / 15.0 + 1 / 45.0 + 1 / 40.0 + 1 / 20.0), fit.Coefficients[1].Estimate.StandardError!.Value, Iterated);
        Assert.Equal(Math.Pow(fit.Coefficients[1].Estimate.Test.Statistic!.Value, 2), fit.Omnibus!.Statistic!.Value, 1e-6);
        Assert.Equal(2, fit.Heterogeneity.LikelihoodRatio!.DegreesOfFreedom);
        Assert.Equal(0, fit.Heterogeneity.LikelihoodRatio.Statistic!.Value, Iterated);
    }

    [Fact]
    public void Regress_Factor_GainsTheLikelihoodOfTheSubgroupTest()
    {
        // One tau² under both hypotheses: twice the gain of the regression is the likelihood-ratio test of the subgroups.
        var data = new CountReference("proportions-pritz1997.json").Proportions;
        string[] level = [.. Enumerable.Range(0, data.Count).Select(i => i % 3 == 0 ? "a" : "b")];
        var alone = Pooling.Proportions(data, Wald);
        var regression = Pooling.Proportions(data, Wald, moderators: Moderators.None.With("group", level));
        var subgroups = Pooling.Proportions(data, Wald, new Grouping("group", level));
        Assert.Equal(
            subgroups.SubgroupTest!.Statistic!.Value,
            2 * (regression.FitStatistics!.LogLikelihoodMl!.Value - alone.FitStatistics!.LogLikelihoodMl!.Value),
            1e-6);
    }

    [Fact]
    public void Regress_ModeratorInOtherUnits_ScalesItsCoefficientAlone()
    {
        var data = new CountReference("proportions-pritz1997.json").Proportions;
        double[] year = [.. Enumerable.Range(0, data.Count).Select(i => 1980.0 + i)];
        var years = Pooling.Proportions(data, Wald, moderators: Moderators.None.With("year", year));
        var centuries = Pooling.Proportions(data, Wald, moderators: Moderators.None.With("year", year.Select(y => y / 100)));
        Assert.Equal(100 * years.Coefficients[1].Estimate.Value!.Value, centuries.Coefficients[1].Estimate.Value!.Value, 1e-5);
        Assert.Equal(years.Heterogeneity.TauSquared!.Value, centuries.Heterogeneity.TauSquared!.Value, Iterated);
        Assert.Equal(years.Transformed.Value!.Value, centuries.Transformed.Value!.Value, Iterated);
    }

    [Fact]
    public void Regress_LevelWithAllEvents_IsAnswerWithNote()
    {
        var data = new ProportionData(["A", "B", "C", "D"], [5, 6, 30, 30], [20, 40, 30, 30]);
        var fit = Pooling.Proportions(data, Wald, moderators: Moderators.None.With("target", ["x", "x", "y", "y"]));
        Assert.False(fit.Converged);
        Assert.Contains(fit.Notes, note => note.Contains("coefficient is infinite", StringComparison.Ordinal));
        Assert.Null(fit.Coefficients[1].Estimate.StandardError);
        Assert.Equal(double.PositiveInfinity, fit.Coefficients[1].Estimate.Value);
        Assert.InRange(fit.Coefficients[1].LikelihoodRatio!.PValue!.Value, 1e-5, 1e-3);
    }

    [Fact]
    public void Regress_UnknownModerator_LeavesTheStudyOut()
    {
        var data = new CountReference("proportions-pritz1997.json").Proportions;
        double[] year = [.. Enumerable.Range(0, data.Count).Select(i => i == 3 ? double.NaN : i)];
        var fit = Pooling.Proportions(data, Wald, moderators: Moderators.None.With("year", year));
        Assert.Equal(data.Count - 1, fit.StudyCount);
        Assert.Contains(fit.Notes, note => note.StartsWith("1 of 14 studies", StringComparison.Ordinal));
    }

    [Fact]
    public void Regress_HomogeneousRates_IsPoissonRegressionInClosedForm()
    {
        var data = new RateData(["A", "B", "C", "D"], [10, 20, 30, 15], [100, 200, 100, 50]);
        var fit = Pooling.Rates(
            data,
            new RateOptions { Model = PoolingModel.PoissonNormal, Interval = IntervalMethod.T },
            moderators: Moderators.None.With("arm", ["x", "x", "y", "y"]));
        Assert.Equal(Math.Log(0.1), fit.Coefficients[0].Estimate.Value!.Value, Iterated);
        Assert.Equal(Math.Log(3), fit.Coefficients[1].Estimate.Value!.Value, Iterated);
        Assert.Equal(Math.Sqrt(1 / 30.0 + 1 / 45.0), fit.Coefficients[1].Estimate.StandardError!.Value, Iterated);
        Assert.Equal(2, fit.Coefficients[1].Estimate.Test.DegreesOfFreedom);
    }

    [Fact]
    public void Regress_GroupingAsWell_IsRefused()
    {
        var data = new ProportionData(["A", "B"], [5, 6], [20, 40]);
        Assert.Throws<ArgumentException>(() => Pooling.Proportions(data, Wald, new Grouping("g", ["x", "y"]), Moderators.None.With("m", [1.0, 2.0])));
    }

    /// <summary>Single-patient reports are a logistic regression: tau² cannot be told, and the search for it would not end.</summary>
    [Fact]
    public void Regress_SinglePatients_IsLogisticRegression()
    {
        long[] events = [1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0];
        double[] year = [0, 1, 4, 4, 2, 3, 5, 6, 7, 8, 9, 1];
        var fit = Pooling.Proportions(
            new ProportionData(events.Select((_, i) => $"{i}"), events, events.Select(_ => 1L)),
            new ProportionOptions { Interval = IntervalMethod.ProfileLikelihood },
            moderators: Moderators.None.With("year", year));
        var (a, b) = (fit.Coefficients[0].Estimate.Value!.Value, fit.Coefficients[1].Estimate.Value!.Value);
        double Residual(int i) => events[i] - 1 / (1 + Math.Exp(-a - b * year[i]));
        Assert.Equal(0, Enumerable.Range(0, events.Length).Sum(Residual), Score);
        Assert.Equal(0, Enumerable.Range(0, events.Length).Sum(i => year[i] * Residual(i)), Score);
        Assert.Equal(0, fit.Heterogeneity.TauSquared);
        Assert.True(fit.Coefficients[1].Estimate.Interval!.Value.Contains(b));
        Assert.Contains(fit.Notes, note => note.Contains("single patient", StringComparison.Ordinal));
    }

    [Fact]
    public void Regress_StudiesThatAreAllOrNone_LeaveTheModeratorsAside()
    {
        var data = new ProportionData(["a", "b", "c", "d"], [0, 1, 0, 9], [13, 1, 14, 9]);
        var fit = Pooling.Proportions(data, moderators: Moderators.None.With("x", [0.0, 1, 4, 4]));
        Assert.True(fit.MarginalLeads);
        Assert.Contains(fit.Notes, note => note.Contains("moderators are left aside", StringComparison.Ordinal));
    }
}
