using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.Models;

/// <summary>The batch kernel of the bootstrap against the model itself: two quadratures, two iterations, one maximum.</summary>
public sealed class BinomialNormalBatchAgreementTests
{
    // The kernel's points leave about 1e-10 of each study's likelihood, which a flat maximum in tau² magnifies.
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void BinomialNormal_SimulatedTrials_FindsTheMaximumOfTheModel(double tau)
    {
        var random = new Random(7);
        for (var repeat = 0; repeat < 60; repeat++)
        {
            var (events, totals) = Draw(random, tau);
            var fit = LikelihoodPooling.BinomialNormal(events, totals);
            if (!double.IsFinite(fit.Mean) || !double.IsFinite(fit.TauSquared))
            {
                continue;
            }

            AssertAgrees(fit, events, totals);
        }
    }

    // Two maxima above 0; one at 0 and a higher one above; k = 2; every study of one size.
    [Theory]
    [InlineData(new[] { 15, 4, 3, 55, 31, 24, 18, 3, 6, 2, 15, 11 }, new[] { 15, 4, 3, 58, 31, 24, 18, 3, 7, 2, 15, 11 })]
    [InlineData(new[] { 65, 58, 1, 2, 2 }, new[] { 65, 59, 1, 3, 2 })]
    [InlineData(new[] { 1, 12, 3, 4 }, new[] { 2, 75, 4, 18 })]
    [InlineData(new[] { 3, 8 }, new[] { 10, 10 })]
    [InlineData(new[] { 5, 5, 5, 5, 5 }, new[] { 8, 8, 8, 8, 8 })]
    [InlineData(new[] { 47, 0, 23, 6, 6, 12, 5, 6 }, new[] { 57, 3, 26, 6, 7, 29, 20, 7 })]
    [InlineData(new[] { 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, new[] { 8, 15, 6, 10, 5, 8, 7, 12, 9, 4, 6, 8, 5 })]
    public void BinomialNormal_AwkwardData_FindsTheMaximumOfTheModel(int[] events, int[] totals) =>
        AssertAgrees(LikelihoodPooling.BinomialNormal(events, totals), events, totals);

    private static void AssertAgrees(PooledFit fit, int[] events, int[] totals)
    {
        var data = new ProportionData(events.Select((_, i) => $"S{i + 1}"), events.Select(x => (long)x), totals.Select(n => (long)n));
        var model = Pooling.Proportions(data, new ProportionOptions { Model = ProportionModel.BinomialNormal, Interval = IntervalMethod.Wald });
        var mean = model.Transformed.Value!.Value;
        var tauSquared = model.Heterogeneity.TauSquared!.Value;
        Assert.Equal(mean, fit.Mean, Tolerance * (1 + Math.Abs(mean)));
        Assert.Equal(tauSquared, fit.TauSquared, Tolerance * (1 + tauSquared));
        Assert.Equal(model.Transformed.StandardError!.Value, fit.StandardError, 1e-4 * fit.StandardError);
    }

    private static (int[] Events, int[] Totals) Draw(Random random, double tau)
    {
        int k = random.Next(2, 21);
        var mean = -3 + (7 * random.NextDouble());
        int[] events = new int[k], totals = new int[k];
        for (var i = 0; i < k; i++)
        {
            totals[i] = random.Next(1, random.Next(3) switch { 0 => 5, 1 => 25, _ => 90 });
            var z = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var p = 1 / (1 + Math.Exp(-(mean + (tau * z))));
            for (var patient = 0; patient < totals[i]; patient++)
            {
                events[i] += random.NextDouble() < p ? 1 : 0;
            }
        }

        return (events, totals);
    }
}
