namespace CarTEvidence.Resampling.Tests.Bootstrap.Draws;

public sealed class EventMassTests
{
    // What the trapezoid sum leaves, and the rounding of logarithms of factorials in the comparison.
    private const double Tolerance = 1e-12;

    /// <summary>Among them what leaves nothing of P(0) at the upper nodes (63 patients, mean logit 8), and studies whose likelihood is narrower than a quarter of tau.</summary>
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 2, 8)]
    [InlineData(15, 1, 1)]
    [InlineData(60, 0, 2)]
    [InlineData(60, 2, 3)]
    [InlineData(63, 8, 3.8)]
    [InlineData(63, -8, 3.8)]
    [InlineData(63, 15, 0.5)]
    [InlineData(400, 0, 1)]
    [InlineData(2000, -3, 0.7)]
    public void BinomialNormal_AgainstAFineIntegral_IsThatDistribution(int total, double mean, double tau)
    {
        const double Spacing = 1.0 / 1024, Reach = 10;
        double[] mass = EventMass.BinomialNormal(total, mean, tau);
        double sum = mass.Sum(), difference = 0;
        for (int x = 0; x <= total; x++)
        {
            // Simpson's rule.
            double choose = LogFactorial.Of(total) - LogFactorial.Of(x) - LogFactorial.Of(total - x), integral = 0;
            for (int j = 0; j <= 2 * Reach / Spacing; j++)
            {
                double z = (j * Spacing) - Reach, logit = mean + (tau * z), weight = j == 0 || j == 2 * Reach / Spacing ? 1 : j % 2 == 1 ? 4 : 2;
                integral += weight * Math.Exp(choose - (x * Softplus(-logit)) - ((total - x) * Softplus(logit)) - (z * z / 2));
            }

            difference += Math.Abs((mass[x] / sum) - (integral * Spacing / 3 / Math.Sqrt(2 * Math.PI))) / 2;
        }

        Assert.InRange(difference, 0, Tolerance * Math.Max(1, total / 10.0));

        static double Softplus(double x) => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x));
    }

    [Theory]
    [InlineData(63, 8, 3.8)]
    [InlineData(12, 0.3, 1)]
    [InlineData(500, 5, 2)]
    public void BinomialNormal_EventsAndTheirAbsence_MirrorEachOther(int total, double mean, double tau)
    {
        double[] mass = EventMass.BinomialNormal(total, mean, tau), mirrored = EventMass.BinomialNormal(total, -mean, tau);
        Assert.All(Enumerable.Range(0, total + 1), x => Assert.Equal(mass[x] / mass.Sum(), mirrored[total - x] / mirrored.Sum(), Tolerance));
    }

    // A model far out draws what it says, and no number of events that a study cannot have.
    [Theory]
    [InlineData(800, 0)]
    [InlineData(-800, 0)]
    [InlineData(0, 1e6)]
    [InlineData(800, 1e6)]
    public void Parametric_ModelFarOut_DrawsNumbersThatThereAre(double mean, double tauSquared)
    {
        BootstrapReplicates replicates = Resampling.Bootstrap.Parametric([5, 40, 200], mean, tauSquared, new() { Replicates = 2_000, Estimator = PooledEstimator.CommonEffect });
        // All or none, with one half added: the logit is log(2n + 1), and its weight 1/(2 + 1/(n + 1/2)).
        double most = new[] { 5, 40, 200 }.Sum(n => Math.Log(2 * n + 1) / (2 + (1 / (n + 0.5)))) / new[] { 5, 40, 200 }.Sum(n => 1 / (2 + (1 / (n + 0.5))));
        Assert.All(replicates.Means, value => Assert.InRange(Math.Abs(value), 0, Math.Log((2 * 200) + 1)));
        if (tauSquared == 0)
        {
            Assert.All(replicates.Means, value => Assert.Equal(mean > 0 ? most : -most, value, 1e-9));
        }
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(7, 1)]
    [InlineData(7, 0.3)]
    [InlineData(3000, 0.999)]
    public void Binomial_EveryNumber_HasItsTerm(int total, double probability)
    {
        double[] mass = EventMass.Binomial(total, probability);
        for (int x = 0; x <= total; x++)
        {
            double choose = LogFactorial.Of(total) - LogFactorial.Of(x) - LogFactorial.Of(total - x);
            double hits = x == 0 ? 0 : x * Math.Log(probability), misses = x == total ? 0 : (total - x) * Math.Log(1 - probability);
            Assert.Equal(Math.Exp(choose + hits + misses), mass[x], 1e-11);
        }
    }
}
