using CarTEvidence.Resampling.Tests.Kernels;

namespace CarTEvidence.Resampling.Tests.Bootstrap;

/// <summary>With few units there are few data sets: every one is made here, fitted by the textbook, and weighed by its probability.</summary>
public sealed class EnumeratedBootstrapTests
{
    private const int Replicates = 60_000;

    // Shares of so many independent replicates lie within five standard deviations.
    private const double Deviations = 5;

    // What a golden-section search on the likelihood can tell.
    private const double Found = 3e-6;

    private static readonly double[] Effects = [0.3, 1.4, -0.8, 2.2], Variances = [0.2, 0.5, 0.3, 0.9];

    public static TheoryData<PooledEstimator> Estimators => [.. PooledEstimators.OfEffects];

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Studies_AllResamplesOfFour_HaveTheExactDistribution(PooledEstimator estimator)
    {
        int k = Effects.Length;
        var exact = Tuples(k, k).Select(drawn => (Fit(estimator, drawn), Math.Pow(k, -k)));
        Agree(exact, Resampling.Bootstrap.Studies(Effects, Variances, Options(estimator)));
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Clusters_AllResamplesOfThree_HaveTheExactDistribution(PooledEstimator estimator)
    {
        // The second cluster has two studies, so data sets of three to six.
        int[][] members = [[0], [1, 3], [2]];
        var exact = Tuples(3, 3).Select(drawn => (Fit(estimator, [.. drawn.SelectMany(cluster => members[cluster])]), 1.0 / 27));
        Agree(exact, Resampling.Bootstrap.Clusters(Effects, Variances, ["x", "y", "z", "y"], Options(estimator)));
    }

    [Theory]
    [InlineData(PooledEstimator.DerSimonianLaird, WildWeights.Rademacher, false)]
    [InlineData(PooledEstimator.Reml, WildWeights.Rademacher, true)]
    [InlineData(PooledEstimator.PauleMandel, WildWeights.Webb, false)]
    [InlineData(PooledEstimator.MaximumLikelihood, WildWeights.Mammen, true)]
    public void Wild_AllMultipliersOfFour_HaveTheExactDistribution(PooledEstimator estimator, WildWeights weights, bool adjust)
    {
        double root5 = Math.Sqrt(5);
        (double Value, double Probability)[] values = weights switch
        {
            WildWeights.Rademacher => [(-1, 0.5), (1, 0.5)],
            WildWeights.Webb => [.. new[] { 0.5, 1, 1.5 }.SelectMany(square => new[] { (-Math.Sqrt(square), 1.0 / 6), (Math.Sqrt(square), 1.0 / 6) })],
            _ => [((1 - root5) / 2, (root5 + 1) / (2 * root5)), ((1 + root5) / 2, (root5 - 1) / (2 * root5))],
        };
        BootstrapReplicates run = Resampling.Bootstrap.Wild(Effects, Variances, null, Options(estimator) with { WildWeights = weights, AdjustResiduals = adjust });
        double[] w = [.. Variances.Select(v => 1 / (v + run.Observed.TauSquared))];
        double[] residuals = [.. Effects.Select((y, i) => (y - run.Observed.Mean) / (adjust ? Math.Sqrt(1 - (w[i] / w.Sum())) : 1))];
        var exact = Tuples(4, values.Length).Select(drawn =>
        {
            double[] y = [.. residuals.Select((e, i) => run.Observed.Mean + (values[drawn[i]].Value * e))];
            (double mean, double tau, double se, double hksj) = PlainFits.Fit(estimator, y, Variances);
            return (new PooledFit(mean, tau, se, hksj), drawn.Aggregate(1.0, (p, d) => p * values[d].Probability));
        });
        Agree(exact, run);
    }

    [Fact]
    public void Wild_MultipliersOfClusters_AreShared()
    {
        // The weighted residuals of two clusters cancel, so equal signs move nothing and opposite ones twice what a cluster weighs.
        BootstrapReplicates run = Resampling.Bootstrap.Wild(Effects, Variances, ["x", "y", "x", "y"], Options(PooledEstimator.CommonEffect));
        double[] distinct = [.. run.Means.Select(mean => Math.Round(mean - run.Observed.Mean, 9)).Distinct().Order()];
        double[] w = [.. Variances.Select(v => 1 / v)];
        double moved = Math.Abs(2 * ((w[0] * (Effects[0] - run.Observed.Mean)) + (w[2] * (Effects[2] - run.Observed.Mean))) / w.Sum());
        Assert.Equal([-moved, 0, moved], distinct, (a, b) => Math.Abs(a - b) < 1e-8);
    }

    [Fact]
    public void Patients_ThreeSmallStudies_HaveTheExactDistribution()
    {
        int[] events = [1, 2, 3], totals = [3, 4, 3];
        var exact =
            from a in Enumerable.Range(0, 4)
            from b in Enumerable.Range(0, 5)
            let probability = Binomial(3, a, 1.0 / 3) * Binomial(4, b, 0.5)
            let data = new[] { BootstrapData.Logit(a, 3), BootstrapData.Logit(b, 4), BootstrapData.Logit(3, 3) }
            let fit = PlainFits.Fit(PooledEstimator.PauleMandel, [.. data.Select(d => d.Effect)], [.. data.Select(d => d.Variance)])
            select (new PooledFit(fit.Mean, fit.TauSquared, fit.Se, fit.Hksj), probability);
        Agree(exact, Resampling.Bootstrap.Patients(events, totals, Options(PooledEstimator.PauleMandel)));
    }

    [Fact]
    public void Normal_ManyReplicates_HaveTheMomentsOfTheModel()
    {
        BootstrapReplicates run = Resampling.Bootstrap.Normal(Effects, Variances, Options(PooledEstimator.CommonEffect) with { Seed = 8 });
        // With fixed weights the mean is normal, with variance Σw²(v + 0)/(Σw)² = 1/Σw.
        double se = run.Observed.StandardError, mean = run.Means.Average(), sd = Math.Sqrt(run.Means.Average(m => (m - mean) * (m - mean)));
        Assert.InRange(mean - run.Observed.Mean, -Deviations * se / Math.Sqrt(Replicates), Deviations * se / Math.Sqrt(Replicates));
        Assert.InRange(sd / se, 1 - (Deviations / Math.Sqrt(2.0 * Replicates)), 1 + (Deviations / Math.Sqrt(2.0 * Replicates)));
        double within = run.Means.Count(m => Math.Abs(m - run.Observed.Mean) < 1.959963984540054 * se) / (double)Replicates;
        Assert.InRange(within, 0.95 - (Deviations * Math.Sqrt(0.0475 / Replicates)), 0.95 + (Deviations * Math.Sqrt(0.0475 / Replicates)));
    }

    [Fact]
    public void Interval_ExactPercentiles_AreTheQuantilesOfTheEnumeration()
    {
        BootstrapReplicates run = Resampling.Bootstrap.Studies(Effects, Variances, Options(PooledEstimator.Reml));
        var exact = Tuples(4, 4).Select(drawn => Fit(PooledEstimator.Reml, drawn)).OrderBy(fit => fit.Mean).ToArray();
        foreach (double level in (double[])[0.5, 0.8, 0.9, 0.95])
        {
            double tail = (1 - level) / 2, band = Deviations * Math.Sqrt(tail * (1 - tail) / Replicates);
            BootstrapInterval interval = run.Interval(BootstrapIntervalMethod.Percentile, level);
            Assert.InRange(interval.Lower, exact[(int)((tail - band) * 256)].Mean - Found, exact[(int)((tail + band) * 256)].Mean + Found);
            Assert.InRange(interval.Upper, exact[(int)((1 - tail - band) * 256)].Mean - Found, exact[(int)((1 - tail + band) * 256)].Mean + Found);
        }
    }

    private static BootstrapOptions Options(PooledEstimator estimator) => new() { Replicates = Replicates, Seed = 11, Estimator = estimator, Record = BootstrapRecord.All };

    private static PooledFit Fit(PooledEstimator estimator, int[] drawn)
    {
        (double mean, double tau, double se, double hksj) = PlainFits.Fit(estimator, [.. drawn.Select(i => Effects[i])], [.. drawn.Select(i => Variances[i])]);
        return new PooledFit(mean, tau, se, hksj);
    }

    /// <summary>Every replicate is one of the data sets there are, and each of them comes as often as it should.</summary>
    private static void Agree(IEnumerable<(PooledFit Fit, double Probability)> exact, BootstrapReplicates run)
    {
        List<(PooledFit Fit, double Probability)> atoms = [];
        foreach ((PooledFit fit, double probability) in exact.OrderBy(atom => atom.Fit.Mean).ThenBy(atom => atom.Fit.TauSquared))
        {
            int same = atoms.FindIndex(atom => Distance(atom.Fit, fit) < 10 * Found);
            if (same < 0)
            {
                atoms.Add((fit, probability));
            }
            else
            {
                atoms[same] = (atoms[same].Fit, atoms[same].Probability + probability);
            }
        }

        Assert.Equal(1, atoms.Sum(atom => atom.Probability), 1e-9);
        long[] counts = new long[atoms.Count];
        for (int i = 0; i < Replicates; i++)
        {
            var found = new PooledFit(run.Means[i], run.TauSquared![i], run.StandardErrors![i], run.HksjStandardErrors![i]);
            int at = atoms.FindIndex(atom => Distance(atom.Fit, found) < Found);
            Assert.True(at >= 0, $"replicate {i}: {found} is no data set that can be drawn");
            counts[at]++;
        }

        for (int i = 0; i < counts.Length; i++)
        {
            double p = atoms[i].Probability, band = Deviations * Math.Sqrt(p * (1 - p) / Replicates);
            Assert.InRange((double)counts[i] / Replicates, p - band, p + band);
        }
    }

    private static double Distance(PooledFit a, PooledFit b) => Math.Max(
        Math.Max(Math.Abs(a.Mean - b.Mean), Math.Abs(a.TauSquared - b.TauSquared) / (1 + a.TauSquared)),
        Math.Max(Math.Abs(a.StandardError - b.StandardError), Math.Abs(a.HksjStandardError - b.HksjStandardError)));

    private static double Binomial(int n, int x, double p) => Math.Exp(LogFactorial.Of(n) - LogFactorial.Of(x) - LogFactorial.Of(n - x)) * Math.Pow(p, x) * Math.Pow(1 - p, n - x);

    private static IEnumerable<int[]> Tuples(int length, int values)
    {
        for (int code = 0; code < (int)Math.Pow(values, length); code++)
        {
            int rest = code;
            int[] tuple = new int[length];
            for (int i = 0; i < length; i++, rest /= values)
            {
                tuple[i] = rest % values;
            }

            yield return tuple;
        }
    }
}
