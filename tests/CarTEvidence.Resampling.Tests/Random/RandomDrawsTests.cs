namespace CarTEvidence.Resampling.Tests.Random;

public sealed class RandomDrawsTests
{
    private const int Draws = 40_000;

    // Means and variances of 40,000 draws are compared at 5 standard errors: a correct sampler fails one such check in 1.7 million,
    // and the seeds are fixed, so a pass stays a pass.
    private const double StandardErrors = 5;

    private static double[] Sample(Func<RandomDraws, double> draw) =>
        Enumerable.Range(0, Draws).Select(i => draw(new RandomDraws(20_110_612, (ulong)i, 77))).ToArray();

    private static void AssertMoments(double[] sample, double mean, double variance, double fourthCentralMoment)
    {
        double average = sample.Average(), second = sample.Average(x => (x - mean) * (x - mean));
        Assert.InRange(average, mean - (StandardErrors * Math.Sqrt(variance / Draws)), mean + (StandardErrors * Math.Sqrt(variance / Draws)));
        double errorOfVariance = Math.Sqrt((fourthCentralMoment - (variance * variance)) / Draws);
        Assert.InRange(second, variance - (StandardErrors * errorOfVariance), variance + (StandardErrors * errorOfVariance));
    }

    [Fact]
    public void NextUInt32_FirstWords_AreThoseOfTheFirstBlocks()
    {
        var draws = new RandomDraws(5, 6, 7);
        for (uint word = 0; word < 12; word++)
        {
            Assert.Equal(Philox.Generate(5, 6, word / 4, 7)[(int)(word % 4)], draws.NextUInt32());
        }
    }

    [Fact]
    public void NextUniform_ManyDraws_HasTheMomentsAndStaysInside()
    {
        double[] sample = Sample(draws => draws.NextUniform());
        Assert.All(sample, u => Assert.InRange(u, double.Epsilon, 1 - 1e-17));
        AssertMoments(sample, 0.5, 1.0 / 12, 1.0 / 80);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    public void NextIndex_ManyDraws_IsUniform(int bound)
    {
        int[] counts = new int[bound];
        for (int i = 0; i < Draws; i++)
        {
            var draws = new RandomDraws(3, (ulong)i);
            counts[draws.NextIndex(bound)]++;
        }

        double expected = (double)Draws / bound, band = StandardErrors * Math.Sqrt(expected * (1 - (1.0 / bound)));
        Assert.All(counts, count => Assert.InRange(count, expected - band, expected + band));
    }

    [Fact]
    public void NextNormal_ManyDraws_HasTheMoments() => AssertMoments(Sample(draws => draws.NextNormal(2, 3)), 2, 9, 3 * 81);

    [Fact]
    public void NextExponential_ManyDraws_HasTheMoments() => AssertMoments(Sample(draws => draws.NextExponential()), 1, 1, 9);

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(4.5)]
    public void NextGamma_ManyDraws_HasTheMoments(double shape) =>
        AssertMoments(Sample(draws => draws.NextGamma(shape)), shape, shape, (3 * shape * shape) + (6 * shape));

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.02, 0.03)]
    [InlineData(3, 7)]
    public void NextBeta_ManyDraws_HasTheMoments(double a, double b)
    {
        double s = a + b, variance = a * b / (s * s * (s + 1));
        double excess = 6 * (((a - b) * (a - b) * (s + 1)) - (a * b * (s + 2))) / (a * b * (s + 2) * (s + 3));
        AssertMoments(Sample(draws => draws.NextBeta(a, b)), a / s, variance, (excess + 3) * variance * variance);
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(5, 0.95)]
    [InlineData(15, 0.5)]
    [InlineData(60, 0.01)]
    [InlineData(60, 0.5)]
    [InlineData(300, 0.8)]
    public void NextBinomial_ManyDraws_FollowsTheMassFunction(int n, double p)
    {
        int[] counts = new int[n + 1];
        for (int i = 0; i < Draws; i++)
        {
            var draws = new RandomDraws(11, (ulong)i, 2);
            counts[draws.NextBinomial(n, p)]++;
        }

        double mass = Math.Pow(1 - p, n);
        for (int x = 0; x <= n; x++)
        {
            double expected = Draws * mass, band = (StandardErrors * Math.Sqrt(expected)) + StandardErrors;
            Assert.InRange(counts[x], expected - band, expected + band);
            mass *= (double)(n - x) / (x + 1) * p / (1 - p);
        }
    }

    [Theory]
    [InlineData(0, 0.4, 0)]
    [InlineData(9, 0, 0)]
    [InlineData(9, 1, 9)]
    [InlineData(90, 1, 90)]
    public void NextBinomial_AtTheEnds_IsCertain(int n, double p, int expected) => Assert.Equal(expected, new RandomDraws(1, 2).NextBinomial(n, p));

    [Fact]
    public void Parameters_OutsideTheirRange_AreRefusedByName()
    {
        Assert.Equal("bound", Assert.Throws<ArgumentOutOfRangeException>(() => new RandomDraws(1, 2).NextIndex(0)).ParamName);
        Assert.Equal("trials", Assert.Throws<ArgumentOutOfRangeException>(() => new RandomDraws(1, 2).NextBinomial(-1, 0.5)).ParamName);
        Assert.Equal("probability", Assert.Throws<ArgumentOutOfRangeException>(() => new RandomDraws(1, 2).NextBinomial(4, double.NaN)).ParamName);
        Assert.Equal("shape", Assert.Throws<ArgumentOutOfRangeException>(() => new RandomDraws(1, 2).NextGamma(0)).ParamName);
    }

    // Quantiles to 16 digits from tables of the normal distribution (R's qnorm gives the same).
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.95, 1.6448536269514722)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(1e-20, -9.262340089798408)]
    [InlineData(1e-300, -37.0471)]
    public void NormalQuantile_KnownProbability_GivesTheTabledValue(double probability, double expected)
    {
        double tolerance = probability < 1e-100 ? 1e-4 : 4e-15 * Math.Max(1, Math.Abs(expected));
        Assert.Equal(expected, NormalQuantile.Of(probability), tolerance);
    }
}
