using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.BayesianBinomialNormal;

public class BayesianBinomialNormalModelTests
{
    // The quadrature against distributions known in closed form.
    private const double QuadratureAccuracy = 1e-7;

    private static readonly ProportionOptions NoHeterogeneity = ProportionOptions.Default with { Priors = new() { Tau = new HalfNormalPrior(1e-5) } };

    [Theory]
    [InlineData(new long[] { 3, 11 }, new long[] { 10, 14 })]
    [InlineData(new long[] { 5, 3, 8, 1 }, new long[] { 5, 3, 8, 1 })]
    [InlineData(new long[] { 0 }, new long[] { 56 })]
    public void Fit_TauHeldNearZero_IsTheBetaPosteriorOfThePooledCounts(long[] events, long[] totals)
    {
        var fit = BayesianBinomialNormalModel.Fit(Data(events, totals), NoHeterogeneity with { PredictivePatients = 6 });
        var a = 0.5 + events.Sum();
        var b = 0.5 + totals.Sum() - events.Sum();
        AssertLogit(BetaDistribution.LowerQuantile(0.5, a, b), fit.Pooled.Value!.Value);
        AssertLogit(BetaDistribution.LowerQuantile(0.025, a, b), fit.Pooled.Interval!.Value.Lower);
        AssertLogit(BetaDistribution.UpperQuantile(0.025, a, b), fit.Pooled.Interval!.Value.Upper);
        AssertLogit(BetaDistribution.LowerQuantile(0.5, a, b), fit.Marginal!.Value!.Value);
        AssertLogit(BetaDistribution.UpperQuantile(0.025, a, b), fit.Prediction!.Interval.Upper);
        Assert.Equal(a / (a + b), fit.Posterior!.Mean, QuadratureAccuracy);

        // Events among new patients are then beta-binomial.
        Assert.Equal(1, fit.Posterior.PredictiveCounts.Sum(), QuadratureAccuracy);
        Assert.Equal(6 * a / (a + b), fit.Posterior.PredictiveCounts.Select((p, x) => p * x).Sum(), 6 * QuadratureAccuracy);
    }

    [Fact]
    public void Fit_AllEvents_HasAShortestIntervalThatReachesOne()
    {
        var fit = BayesianBinomialNormalModel.Fit(Data([5, 3, 8], [5, 3, 8]), ProportionOptions.Default);
        Assert.Equal(1, fit.Posterior!.Shortest.Upper);
        Assert.True(fit.Posterior.Shortest.Width < fit.Posterior.EqualTailed.Width);
        Assert.InRange(fit.Pooled.Value!.Value, 0.9, 0.9999);
    }

    [Fact]
    public void Fit_EventsAndNonEventsSwapped_MirrorsThePosterior()
    {
        var one = BayesianBinomialNormalModel.Fit(Data([1, 4, 0], [6, 9, 5]), ProportionOptions.Default);
        var other = BayesianBinomialNormalModel.Fit(Data([5, 5, 5], [6, 9, 5]), ProportionOptions.Default);
        Assert.Equal(one.Pooled.Value!.Value, 1 - other.Pooled.Value!.Value, QuadratureAccuracy);
        Assert.Equal(one.Marginal!.Interval!.Value.Lower, 1 - other.Marginal!.Interval!.Value.Upper, QuadratureAccuracy);
        Assert.Equal(one.Posterior!.Predictive.Interval!.Value.Upper, 1 - other.Posterior!.Predictive.Interval!.Value.Lower, QuadratureAccuracy);
        Assert.Equal(one.Posterior.TauMean!.Value, other.Posterior.TauMean!.Value, QuadratureAccuracy);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(4.0)]
    public void Fit_HeavierTailedPriors_WidenThePosteriorOfTau(double degreesOfFreedom)
    {
        var data = Data([5, 15, 8, 12, 3, 10, 6, 7], [5, 15, 8, 13, 3, 12, 6, 9]);
        var normal = BayesianBinomialNormalModel.Fit(data, ProportionOptions.Default);
        var heavy = BayesianBinomialNormalModel.Fit(data, ProportionOptions.Default with { Priors = new() { Tau = new HalfStudentPrior(degreesOfFreedom, 1) } });
        Assert.True(heavy.Posterior!.Tau.Upper > normal.Posterior!.Tau.Upper);
        Assert.True(heavy.Prediction!.Interval.Width > normal.Prediction!.Interval.Width);
    }

    /// <summary>A prior far wider than what the data say of tau: the quadrature must follow the posterior, not the prior.</summary>
    [Fact]
    public void Fit_WidePriorOfTau_IsThePlainIntegral()
    {
        var data = Data([9, 17, 2, 3, 8, 9], [10, 20, 6, 10, 21, 11]);
        var fit = BayesianBinomialNormalModel.Fit(data, ProportionOptions.Default with { Priors = new() { Tau = new HalfNormalPrior(10) } });
        double total = 0, tauMean = 0, muMean = 0;
        for (var i = 0; i < 96; i++)
        {
            // Both axes hyperbolic sines: the midpoint rule in tau, in which the density is even, the trapezoidal rule in μ.
            var s = 0.05 * (i + 0.5);
            var tau = 0.5 * Math.Sinh(s);
            for (var j = -51; j <= 51; j++)
            {
                var mu = 0.5 * Math.Sinh(0.1 * j);
                var log = PlainLikelihood.Exact(data, mu, tau) - 0.5 * tau * tau / 100 - 0.5 * Math.Log(1 + Math.Exp(-mu)) - 0.5 * Math.Log(1 + Math.Exp(mu));
                var mass = Math.Exp(log + 16) * Math.Cosh(s) * Math.Cosh(0.1 * j);
                total += mass;
                tauMean += mass * tau;
                muMean += mass * mu;
            }
        }

        Assert.Equal(tauMean / total, fit.Posterior!.TauMean!.Value, 1e-4);
        Assert.Equal(muMean / total, fit.Posterior.MuMean, 1e-6);
    }

    [Fact]
    public void Fit_ManyStudies_ApproachesMaximumLikelihood()
    {
        var reference = new CountReference("likelihood-proportions-large.json");
        var fit = BayesianBinomialNormalModel.Fit(reference.Proportions, ProportionOptions.Default);
        Assert.Equal(reference.Number("binomialNormal", "mu"), fit.Transformed.Value!.Value, 0.01);
        Assert.Equal(reference.Number("binomialNormal", "se"), fit.Transformed.StandardError!.Value, 0.005);
        Assert.Equal(Math.Sqrt(reference.Number("binomialNormal", "tau2")), fit.Posterior!.TauMedian, 0.02);
    }

    [Fact]
    public void Fit_NormalPrior_PullsTheMean()
    {
        var data = Data([2, 3], [4, 5]);
        var pulled = BayesianBinomialNormalModel.Fit(data, ProportionOptions.Default with { Priors = new() { Mean = new NormalPrior(-3, 0.2) } });
        Assert.InRange(pulled.Transformed.Value!.Value, -3.1, -2.5);
    }

    [Fact]
    public void Fit_ProbabilityAbove_IsTheUpperTailAtEachThreshold()
    {
        var data = Data([3, 11], [10, 14]);
        var fit = BayesianBinomialNormalModel.Fit(data, ProportionOptions.Default);
        var again = BayesianBinomialNormalModel.Fit(data, ProportionOptions.Default with { Thresholds = [fit.Pooled.Interval!.Value.Lower, fit.Pooled.Value!.Value] });
        Assert.Equal(0.975, again.Posterior!.ProbabilityAbove[0].Probability, QuadratureAccuracy);
        Assert.Equal(0.5, again.Posterior.ProbabilityAbove[1].Probability, QuadratureAccuracy);
    }

    /// <summary>Under a half-Cauchy prior the mean of tau is infinite unless a study bounds it: as the density falls like tau⁻² of itself, one study with events and non-events is enough.</summary>
    [Theory]
    [InlineData(new long[] { 0, 7 }, new long[] { 5, 7 }, 1.0, false)]
    [InlineData(new long[] { 0, 6 }, new long[] { 5, 7 }, 1.0, true)]
    [InlineData(new long[] { 0, 7 }, new long[] { 5, 7 }, 1.5, true)]
    public void Fit_HeavyTailedPriorOfTau_HasAMeanOnlyWhereItIsFinite(long[] events, long[] totals, double degreesOfFreedom, bool finite)
    {
        var fit = BayesianBinomialNormalModel.Fit(Data(events, totals), ProportionOptions.Default with { Priors = new() { Tau = new HalfStudentPrior(degreesOfFreedom, 1) } });
        Assert.Equal(finite, fit.Posterior!.TauMean is not null);
        Assert.Equal(!finite, fit.Notes.Any(note => note.Contains("mean of tau is infinite", StringComparison.Ordinal)));
        Assert.True(double.IsFinite(fit.Posterior.TauMedian));
    }

    [Fact]
    public void Fit_PriorBeyondTheLargestTau_SaysWhatIsLeftOut()
    {
        var wide = BayesianBinomialNormalModel.Fit(Data([0], [5]), ProportionOptions.Default with { Priors = new() { Tau = HalfStudentPrior.Cauchy(1000) } });
        Assert.Contains(wide.Notes, note => note.Contains("integrated up to 5,000", StringComparison.Ordinal));
        var narrow = BayesianBinomialNormalModel.Fit(Data([0], [5]), ProportionOptions.Default);
        Assert.DoesNotContain(narrow.Notes, note => note.Contains("integrated up to", StringComparison.Ordinal));
    }

    /// <summary>Events among new patients: each probability is a marginal likelihood averaged over the posterior, here by the odds of the data with and without that study.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(150)]
    public void Fit_PredictiveCounts_AreRatiosOfEvidence(int patients)
    {
        var priors = BinomialNormalPriors.Default;
        var fit = BayesianBinomialNormalModel.Fit(Data([3, 11], [10, 14]), ProportionOptions.Default with { PredictivePatients = patients });
        var counts = fit.Posterior!.PredictiveCounts;
        Assert.Equal(1, counts.Sum(), QuadratureAccuracy);
        foreach (var x in (ReadOnlySpan<int>)[0, 1, patients / 3, patients])
        {
            var with = BayesianBinomialNormalModel.Posterior(Data([3, 11, x], [10, 14, patients]), priors).Evidence;
            Assert.Equal(Math.Exp(with - fit.Joint!.Evidence), counts[x], QuadratureAccuracy);
        }
    }

    /// <summary>Twenty thousand new patients: their share has the posterior predictive distribution of the proportion.</summary>
    [Fact]
    public void Fit_VeryManyNewPatients_HaveThePredictiveProportion()
    {
        const int Patients = 20_000;
        var posterior = BayesianBinomialNormalModel.Fit(Data([3, 11], [10, 14]), ProportionOptions.Default with { PredictivePatients = Patients }).Posterior!;
        Assert.Equal(1, posterior.PredictiveCounts.Sum(), QuadratureAccuracy);
        var below = posterior.PredictiveCounts.Take((int)(Patients * posterior.Predictive.Interval!.Value.Lower)).Sum();
        Assert.Equal(0.025, below, 1e-5);
    }

    [Fact]
    public void Fit_ImpossibleRequests_AreRefusedByValue()
    {
        var data = Data([3, 11], [10, 14]);
        Assert.Contains("1.2", Assert.Throws<ArgumentException>(() => BayesianBinomialNormalModel.Fit(data, ProportionOptions.Default with { Thresholds = [1.2] })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BayesianBinomialNormalModel.Fit(data, ProportionOptions.Default with { PredictivePatients = 0 }));
        Assert.Throws<ArgumentException>(() => BayesianBinomialNormalModel.Fit(data, ProportionOptions.Default with { Interval = IntervalMethod.Wald }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BetaPrior(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HalfNormalPrior(double.NaN));
    }

    private static ProportionData Data(long[] events, long[] totals) => new(events.Select((_, i) => $"S{i + 1}"), events, totals);

    /// <summary>Compared on the logit, where a distance means the same everywhere; x and 1 − x come from the beta distribution.</summary>
    private static void AssertLogit((double X, double Y) expected, double actual) =>
        Assert.Equal(Math.Log(expected.X / expected.Y), Logistic.Logit(actual), 1e-6);
}
