namespace CarTEvidence.Resampling.Tests.Simulation;

/// <summary>Coverage of Wald and HKSJ intervals for normal effects with known sampling variances, against theory and against what is published.</summary>
public sealed class NormalEffectsCoverageTests
{
    private const int DataSets = 20_000;
    private const uint Stream = 99;

    // Standard errors that one of some twenty coverages may be off by chance.
    private const double Errors = 4.5;

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 2)]
    [InlineData(5, 0)]
    [InlineData(5, 0.5)]
    [InlineData(5, 9)]
    [InlineData(12, 1)]
    public void Coverage_EqualVariances_IsThatOfTheory(int k, double tauSquared)
    {
        // With equal variances v = 1 the pooled mean is the plain one, whatever tau² is estimated to be: HKSJ is Student's interval, exact in every case.
        // The Wald interval is mean ± z √(max(1, S²)/k): DerSimonian and Laird's v + tau² is the sample variance S², but not below v.
        (double wald, double hksj) = Coverage([.. Enumerable.Repeat(1.0, k)], tauSquared, seed: (ulong)((k * 100) + tauSquared));
        AssertNear(0.95, hksj);
        AssertNear(ExactWald(k, tauSquared), wald);
    }

    [Fact]
    public void Coverage_UnequalSizes_IsAsIntHoutIoannidisAndBormFound()
    {
        // IntHout, Ioannidis and Borm (2014), doi:10.1186/1471-2288-14-25, abstract: 2 to 20 trials, for example a quarter of them ten times larger; at a level
        // of 5 % "the HKSJ error rates at most doubled, whereas for DL they could be over 30%".
        var errors = new List<(double Wald, double Hksj)>();
        foreach (int k in (int[])[2, 4, 8, 20])
        {
            foreach (double tauSquared in (double[])[0, 0.5, 3, 9])
            {
                double[] variances = [.. Enumerable.Range(0, k).Select(i => i < Math.Max(1, k / 4) ? 0.1 : 1)];
                (double wald, double hksj) = Coverage(variances, tauSquared, seed: (ulong)((k * 1000) + (tauSquared * 10)));
                errors.Add((1 - wald, 1 - hksj));
            }
        }

        double chance = Errors * Math.Sqrt(0.1 * 0.9 / DataSets);
        Assert.InRange(errors.Max(e => e.Hksj), 0.05, 0.10 + chance);
        Assert.InRange(errors.Max(e => e.Wald), 0.30 - chance, 0.40);
        Assert.All(errors.Skip(4), e => Assert.InRange(e.Hksj, 0.03, 0.10 + chance));
    }

    /// <summary>P(|Z| √(1 + tau²) ≤ z √max(1, S²)) where S² is (1 + tau²) χ²/(k − 1), by Simpson's rule over S.</summary>
    private static double ExactWald(int k, double tauSquared)
    {
        const int Steps = 20_000;
        const double Most = 12;
        double z = 1.959963984540054, total = 1 + tauSquared, sum = 0, mass = 0;
        for (int i = 0; i <= Steps; i++)
        {
            // x = √χ² has the density x^(k−2) e^(−x²/2), up to its constant.
            double x = Most * i / Steps, weight = (i == 0 || i == Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Pow(x, k - 2) * Math.Exp(-x * x / 2);
            double variance = total * x * x / (k - 1);
            double limit = z * Math.Sqrt(Math.Max(1, variance) / total);
            sum += weight * (1 - (2 * NormalCumulative.Of(-limit)));
            mass += weight;
        }

        return sum / mass;
    }

    private static (double Wald, double Hksj) Coverage(double[] variances, double tauSquared, ulong seed)
    {
        int k = variances.Length, wald = 0, hksj = 0;
        double[] effects = new double[k];
        double z = NormalQuantile.Of(0.975), t = StudentQuantile.Of(0.975, k - 1);
        for (int set = 0; set < DataSets; set++)
        {
            var draws = new RandomDraws(seed, (ulong)set, Stream);
            for (int i = 0; i < k; i++)
            {
                effects[i] = Math.Sqrt(variances[i] + tauSquared) * draws.NextNormal();
            }

            using var table = new StudyTable(effects, variances);
            PooledFit fit = PooledKernels.Fit(KernelPath.Scalar, PooledEstimator.DerSimonianLaird, table);
            wald += Math.Abs(fit.Mean) <= z * fit.StandardError ? 1 : 0;
            hksj += Math.Abs(fit.Mean) <= t * fit.HksjStandardError ? 1 : 0;
        }

        return ((double)wald / DataSets, (double)hksj / DataSets);
    }

    private static void AssertNear(double expected, double share)
    {
        double allowed = Errors * Math.Sqrt(expected * (1 - expected) / DataSets);
        Assert.InRange(share, expected - allowed, expected + allowed);
    }
}
