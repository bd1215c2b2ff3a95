namespace CarTEvidence.MetaAnalysis.Tests.Models;

public sealed class ProfileLikelihoodCombinationTests
{
    /// <summary>The grid over tau² and its parabola are good to this.</summary>
    private const double Grid = 1e-6;

    private static readonly double[] Effect = [0.1, 0.5, 0.2, 0.9, 1.1, 0.4, 1.6];
    private static readonly double[] Variance = [0.04, 0.09, 0.02, 0.05, 0.08, 0.03, 0.1];
    private static readonly double[] Year = [-3, -2, -2, -1, 0, 1, 2];

    [Fact]
    public void Interval_OfTheMean_EndsWhereTheLikelihoodHasFallenByHalfTheQuantile()
    {
        var effect = Pool(Moderators.None);
        var top = Profile(_ => effect.Transformed.Value!.Value);
        var drop = 0.5 * 3.841458820694124;
        Assert.Equal(top - drop, Profile(_ => effect.Transformed.Interval!.Value.Lower), Grid);
        Assert.Equal(top - drop, Profile(_ => effect.Transformed.Interval!.Value.Upper), Grid);
        Assert.Equal(2 * (top - Profile(_ => 0)), effect.Transformed.Test.Statistic!.Value, Grid);
        Assert.Equal(TauSquaredEstimator.Ml, effect.TauSquaredEstimator);
    }

    [Fact]
    public void Interval_OfASlope_EndsWhereTheLikelihoodHasFallenByHalfTheQuantile()
    {
        var slope = Pool(Moderators.None.With("year", Year)).Coefficients[1].Estimate;
        var top = BestIntercept(slope.Value!.Value);
        foreach (var limit in (double[])[slope.Interval!.Value.Lower, slope.Interval.Value.Upper])
        {
            Assert.Equal(top - 0.5 * 3.841458820694124, BestIntercept(limit), Grid);
        }
    }

    [Fact]
    public void Interval_OfACommonEffect_IsTheWaldInterval()
    {
        var options = new GenericOptions { Model = PoolingModel.Common };
        var data = new GenericData(Effect.Select((_, i) => $"{i}"), Effect, Variance);
        var wald = Pooling.Generic(data, options).Transformed.Interval!.Value;
        var profile = Pooling.Generic(data, options with { Interval = IntervalMethod.ProfileLikelihood }).Transformed.Interval!.Value;
        Assert.Equal(wald.Lower, profile.Lower, 1e-10);
        Assert.Equal(wald.Upper, profile.Upper, 1e-10);
    }

    private static PooledEffect Pool(Moderators moderators) => Pooling.Generic(
        new GenericData(Effect.Select((_, i) => $"{i}"), Effect, Variance),
        new GenericOptions { Interval = IntervalMethod.ProfileLikelihood },
        moderators: moderators);

    /// <summary>The log-likelihood at a slope, maximised over the intercept by weighted least squares at every tau².</summary>
    private static double BestIntercept(double slope)
    {
        double At(double tau2)
        {
            var (sum, weighted) = (0.0, 0.0);
            for (var i = 0; i < Effect.Length; i++)
            {
                sum += 1 / (Variance[i] + tau2);
                weighted += (Effect[i] - slope * Year[i]) / (Variance[i] + tau2);
            }

            return LogLikelihood(i => weighted / sum + slope * Year[i], tau2);
        }

        return Best(At);
    }

    private static double Profile(Func<int, double> mean) => Best(tau2 => LogLikelihood(mean, tau2));

    /// <summary>Brute force: a fine grid over tau², then a finer one around its best point.</summary>
    private static double Best(Func<double, double> f)
    {
        var (best, at) = (double.NegativeInfinity, 0.0);
        for (var tau2 = 0.0; tau2 < 5; tau2 += 1e-3)
        {
            var value = f(tau2);
            (best, at) = value > best ? (value, tau2) : (best, at);
        }

        for (var tau2 = Math.Max(0, at - 1e-3); tau2 < at + 1e-3; tau2 += 1e-6)
        {
            best = Math.Max(best, f(tau2));
        }

        return best;
    }

    private static double LogLikelihood(Func<int, double> mean, double tau2)
    {
        var sum = 0.0;
        for (var i = 0; i < Effect.Length; i++)
        {
            var total = Variance[i] + tau2;
            sum -= 0.5 * (Math.Log(2 * Math.PI * total) + Math.Pow(Effect[i] - mean(i), 2) / total);
        }

        return sum;
    }

    /// <summary>The mean at a value of the moderator is the intercept of the moderator measured from there, profile included.</summary>
    [Fact]
    public void At_ProfileLikelihood_IsTheInterceptOfTheShiftedModerator()
    {
        var there = Pool(Moderators.None.With("year", Year)).At(new Dictionary<string, double> { ["year"] = -3 }).Transformed;
        var intercept = Pool(Moderators.None.With("year", Year.Select(y => y + 3))).Coefficients[0].Estimate;
        Near(intercept, there);
    }

    /// <summary>With a shared tau² a subgroup's interval is the profile of its mean, not a Wald interval under that name.</summary>
    [Fact]
    public void Subgroups_SharedTauSquared_HaveProfileIntervals()
    {
        string[] level = ["x", "x", "y", "y", "y", "x", "y"];
        var grouped = Pooling.Generic(
            new GenericData(Effect.Select((_, i) => $"{i}"), Effect, Variance),
            new GenericOptions { Interval = IntervalMethod.ProfileLikelihood },
            new Grouping("arm", level) { TauSquared = SubgroupTauSquared.Common });
        Near(Pool(Moderators.None.With("arm", level)).Coefficients[0].Estimate, grouped.Subgroups[0].Effect.Transformed);
        Near(Pool(Moderators.None.With("arm", level, reference: "y")).Coefficients[0].Estimate, grouped.Subgroups[1].Effect.Transformed);
    }

    private static void Near(TransformedEstimate expected, TransformedEstimate actual)
    {
        Assert.Equal(expected.Value!.Value, actual.Value!.Value, Grid);
        Assert.Equal(expected.Interval!.Value.Lower, actual.Interval!.Value.Lower, Grid);
        Assert.Equal(expected.Interval.Value.Upper, actual.Interval.Value.Upper, Grid);
        Assert.Equal(expected.Test.PValue!.Value, actual.Test.PValue!.Value, Grid);
    }
}
