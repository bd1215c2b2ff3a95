using System.Text.Json;
using CarTEvidence.Resampling.Tests.Kernels;

namespace CarTEvidence.Resampling.Tests.Subsets;

public sealed class AllSubsetsTests
{
    // metafor prints its gosh results with 14 significant digits.
    private const double Printed = 1e-10;

    // Fifteen factors, sums of as many terms, and effects taken off their centre and put back.
    private const double Rounding = 1e-13;

    // The last step of the kernels' iteration leaves about 1e-10 of the total variance; the plain fit stops as close.
    private const double LikelihoodTolerance = 1e-7;

    public static TheoryData<string> ReferenceNames => [.. ReferenceFiles.WithResampling().Select(set => set.Name)];

    [Theory]
    [MemberData(nameof(ReferenceNames))]
    public void Estimates_ReferenceData_AreThoseOfMetaforGosh(string name)
    {
        (_, double[] effects, double[] variances, JsonElement resampling) = ReferenceFiles.WithResampling().Single(set => set.Name == name);
        foreach ((string key, PooledEstimator estimator) in (ReadOnlySpan<(string, PooledEstimator)>)[("goshEE", PooledEstimator.CommonEffect), ("goshDL", PooledEstimator.DerSimonianLaird)])
        {
            SubsetEstimates estimates = AllSubsets.Estimates(effects, variances, new SubsetOptions { Estimator = estimator });
            JsonElement expected = resampling.GetProperty(key);
            AssertClose(ReferenceFiles.Numbers(expected.GetProperty("estimate")), estimates.Means, 1);
            AssertClose(ReferenceFiles.Numbers(expected.GetProperty("I2")), estimates.ISquared, 100);
            AssertClose(ReferenceFiles.Numbers(expected.GetProperty("tau2")), estimates.TauSquared, 1);
        }

        static void AssertClose(double[] expected, double[] actual, double scale)
        {
            Assert.Equal(expected.Length, actual.Length);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], actual[i], Printed * Math.Max(scale, Math.Abs(expected[i])));
            }
        }
    }

    [Fact]
    public void RankedSplits_EqualStudies_StayInTheirOrderBehindTheOneThatSplits()
    {
        double[] y = [0.3, 0.3, 2.5, 0.3, 0.3, 0.1];
        double[] v = [0.1, 0.1, 0.05, 0.1, 0.1, 0.3];

        var cloud = AllSubsets.Cloud(y, v, new SubsetOptions());

        Assert.Equal(2, cloud.RankedSplits[0].Study);
        Assert.Equal([0, 1, 3, 4], cloud.RankedSplits.Select(split => split.Study).Where(study => y[study] == 0.3));
        Assert.Equal(cloud.Splits, cloud.RankedSplits.OrderBy(split => split.Study));
    }

    [Fact]
    public void Estimates_EveryPathThreadsAndNumberOfStudies_GiveTheBitsOfTheSpecification()
    {
        foreach (int k in (int[])[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
        {
            foreach (string kind in (string[])["ordinary", "identical", "mixed scales", "huge variances"])
            {
                (double[] y, double[] v) = PooledKernelsTests.Data(kind, k);
                foreach (PooledEstimator estimator in (PooledEstimator[])[PooledEstimator.CommonEffect, PooledEstimator.DerSimonianLaird, PooledEstimator.Reml, PooledEstimator.MaximumLikelihood])
                {
                    var options = new SubsetOptions { Estimator = estimator, Kernel = KernelPath.Scalar, Threads = 1 };
                    SubsetEstimates scalar = AllSubsets.Estimates(y, v, options);
                    foreach (KernelPath path in Dispatcher.Available)
                    {
                        SubsetEstimates other = AllSubsets.Estimates(y, v, options with { Kernel = path, Threads = 2 });
                        Assert.Equal(scalar.Means, other.Means);
                        Assert.Equal(scalar.ISquared, other.ISquared);
                        Assert.Equal(scalar.TauSquared, other.TauSquared);
                    }

                    Assert.All(scalar.Means, mean => Assert.True(double.IsFinite(mean)));
                }
            }
        }
    }

    [Fact]
    public void Estimates_WholeSet_IsTheFitOfAllStudies()
    {
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", 12);
        SubsetEstimates estimates = AllSubsets.Estimates(y, v);
        (double mean, double tau, _, _) = PlainFits.Fit(PooledEstimator.DerSimonianLaird, y, v);
        Assert.Equal(mean, estimates.Means[^1], 1e-12);
        Assert.Equal(tau, estimates.TauSquared[^1], 1e-12);
        for (int i = 0; i < 12; i++)
        {
            Assert.Equal(y[i], estimates.Means[(1 << i) - 1], 1e-12);
        }
    }

    [Theory]
    [InlineData("ordinary")]
    [InlineData("mixed scales")]
    public void Estimates_Reml_AreThoseOfThePlainFitOfEverySubset(string kind)
    {
        (double[] y, double[] v) = PooledKernelsTests.Data(kind, 9);
        SubsetEstimates estimates = AllSubsets.Estimates(y, v, new SubsetOptions { Estimator = PooledEstimator.Reml });
        for (int mask = 1; mask < 1 << 9; mask++)
        {
            int[] members = [.. Enumerable.Range(0, 9).Where(i => (mask >> i & 1) == 1)];
            double[] yi = [.. members.Select(i => y[i])], vi = [.. members.Select(i => v[i])];
            if (members.Length == 1)
            {
                Assert.Equal(yi[0], estimates.Means[mask - 1], 1e-12 * Math.Max(1, Math.Abs(yi[0])));
                Assert.Equal((0, 0), (estimates.TauSquared[mask - 1], estimates.ISquared[mask - 1]));
                continue;
            }

            (double mean, double tau, _, _) = PlainFits.Fit(PooledEstimator.Reml, yi, vi);
            Assert.Equal(tau, estimates.TauSquared[mask - 1], LikelihoodTolerance * (tau + vi.Max()));
            Assert.Equal(mean, estimates.Means[mask - 1], LikelihoodTolerance * (Math.Abs(mean) + Math.Sqrt(tau + vi.Max())));
            double s1 = vi.Sum(x => 1 / x), s2 = vi.Sum(x => 1 / (x * x)), typical = (members.Length - 1) * s1 / ((s1 * s1) - s2);
            Assert.Equal(100 * estimates.TauSquared[mask - 1] / (estimates.TauSquared[mask - 1] + typical), estimates.ISquared[mask - 1], 1e-9);
        }
    }

    [Theory]
    [InlineData("ordinary", true)]
    [InlineData("mixed scales", true)]
    [InlineData("huge variances", true)]
    [InlineData("tiny variances", true)]
    [InlineData("far apart", false)]
    public void Estimates_DerSimonianLaird_MeansAreThePlainOnes(string kind, bool covered)
    {
        const int Count = 15;
        (double[] y, double[] v) = PooledKernelsTests.Data(kind, Count);
        using (var table = new StudyTable(y, v))
        {
            Assert.Equal(covered, SubsetKernels.Covers(table));
        }

        SubsetEstimates estimates = AllSubsets.Estimates(y, v, new SubsetOptions { Estimator = PooledEstimator.DerSimonianLaird });
        for (int mask = 1; mask < 1 << Count; mask += 5)
        {
            int[] members = [.. Enumerable.Range(0, Count).Where(i => (mask >> i & 1) == 1)];
            double[] yi = [.. members.Select(i => y[i])], vi = [.. members.Select(i => v[i])];
            double tau = estimates.TauSquared[mask - 1];
            Assert.Equal(PlainFits.Mean(yi, vi, tau), estimates.Means[mask - 1], Rounding * y.Max(Math.Abs));
            if (members.Length > 1 && covered)
            {
                Assert.Equal(PlainFits.Fit(PooledEstimator.DerSimonianLaird, yi, vi).TauSquared, tau, Printed * (tau + vi.Max()));
            }
        }
    }

    [Fact]
    public void Cloud_AllSubsets_CountsEachOnceAndAgreesWithTheList()
    {
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", 13);
        y[4] += 9;
        SubsetCloud cloud = AllSubsets.Cloud(y, v, new SubsetOptions { Bins = 50 });
        SubsetEstimates list = AllSubsets.Estimates(y, v);
        Assert.Equal(cloud.SubsetCount, cloud.Counts.Sum());
        Assert.Equal(list.Means.Average(), cloud.Mean, 1e-10);
        double[] with = [.. list.Means.Where((_, i) => (i + 1 >> 4 & 1) == 1)], without = [.. list.Means.Where((_, i) => (i + 1 >> 4 & 1) == 0)];
        Assert.Equal(with.Average(), cloud.Splits[4].MeanWith, 1e-10);
        Assert.Equal(without.Average(), cloud.Splits[4].MeanWithout, 1e-10);
        double[] squares = [.. list.ISquared.Where((_, i) => (i + 1 >> 12 & 1) == 1)];
        Assert.Equal(squares.Average(), cloud.Splits[12].ISquaredWith, 1e-9);
        Assert.Equal(4, cloud.Splits.MaxBy(split => Math.Abs(split.Separation)).Study);
    }

    [Theory]
    [InlineData(PooledEstimator.CommonEffect, SubsetSelection.All, 20)]
    [InlineData(PooledEstimator.Reml, SubsetSelection.All, 15)]
    [InlineData(PooledEstimator.DerSimonianLaird, SubsetSelection.Random, 20)]
    [InlineData(PooledEstimator.Reml, SubsetSelection.Random, 40)]
    public void Cloud_ThreadsPathsAndMergedShards_AreTheSame(PooledEstimator estimator, SubsetSelection selection, int k)
    {
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", k);
        var options = new SubsetOptions { Estimator = estimator, Selection = selection, Replicates = 10_001, Seed = 5, Threads = 1 };
        SubsetCloud one = AllSubsets.Cloud(y, v, options);
        AssertSame(one, AllSubsets.Cloud(y, v, options with { Threads = 2 }));
        AssertSame(one, AllSubsets.Cloud(y, v, options with { Kernel = KernelPath.Scalar }));

        long units = AllSubsets.Units(k, options);
        SubsetCloud[] parts = [.. Enumerable.Range(1, 3).Select(i => ThroughFile(AllSubsets.Cloud(y, v, options with { Range = ReplicateRange.Shard(units, i, 3) })))];
        AssertSame(one, SubsetCloud.Merge([parts[2], parts[0], parts[1]]));
        Assert.Throws<ArgumentException>("parts", () => SubsetCloud.Merge([]));
        if (parts.Count(part => part.SubsetCount > 0) > 1)
        {
            SubsetCloud full = parts.First(part => part.SubsetCount > 0);
            Assert.Throws<ArgumentException>("parts", () => SubsetCloud.Merge([full, full]));
        }

        static void AssertSame(SubsetCloud expected, SubsetCloud actual)
        {
            Assert.Equal(expected.Counts, actual.Counts);
            Assert.Equal(expected.TauCounts, actual.TauCounts);
            Assert.Equal(expected.Splits, actual.Splits);
            Assert.Equal((expected.SubsetCount, expected.Mean, expected.StandardDeviation), (actual.SubsetCount, actual.Mean, actual.StandardDeviation));
        }

        static SubsetCloud ThroughFile(SubsetCloud part)
        {
            using var file = new MemoryStream();
            part.Save(file);
            file.Position = 0;
            return SubsetCloud.Load(file);
        }
    }

    [Theory]
    [InlineData(PooledEstimator.CommonEffect)]
    [InlineData(PooledEstimator.DerSimonianLaird)]
    [InlineData(PooledEstimator.Reml)]
    public void Cloud_RandomSubsets_AgreeWithAllOfThem(PooledEstimator estimator)
    {
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", 12);
        y[3] += 6;
        const int Drawn = 200_000;
        SubsetCloud all = AllSubsets.Cloud(y, v, new SubsetOptions { Estimator = estimator, Selection = SubsetSelection.All });
        SubsetCloud random = AllSubsets.Cloud(y, v, new SubsetOptions { Estimator = estimator, Selection = SubsetSelection.Random, Replicates = Drawn });
        Assert.Equal(Drawn, random.SubsetCount);
        double error = all.StandardDeviation / Math.Sqrt(Drawn);
        Assert.InRange(random.Mean, all.Mean - (5 * error), all.Mean + (5 * error));
        Assert.Equal(all.StandardDeviation, random.StandardDeviation, 0.02 * all.StandardDeviation);
        Assert.All(all.Splits.Zip(random.Splits), pair =>
        {
            Assert.InRange(pair.Second.MeanWith, pair.First.MeanWith - (8 * error), pair.First.MeanWith + (8 * error));
            Assert.InRange(pair.Second.ISquaredWith, pair.First.ISquaredWith - 1, pair.First.ISquaredWith + 1);
        });
    }

    [Fact]
    public void Cloud_ThousandsOfStudies_AreSampledAndTheirOutlierIsHintedAt()
    {
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", 2000);
        y[1234] += 300;
        v[1234] = v.Min();
        SubsetCloud cloud = AllSubsets.Cloud(y, v, new SubsetOptions { Replicates = 8192 });
        Assert.False(cloud.IsExhaustive);
        Assert.Equal(8192, cloud.SubsetCount);
        Assert.Equal(1234, cloud.Splitter?.Study);
        Assert.True(cloud.Splitter?.VarianceShare > 0.5);
    }

    [Fact]
    public void Splitter_StudiesAlike_IsNone()
    {
        double[] y = [.. Enumerable.Range(0, 14).Select(i => i % 2 == 0 ? 0.4 + (0.01 * i) : 0.8 - (0.01 * i))], v = [.. Enumerable.Repeat(0.1, 14)];
        Assert.Null(AllSubsets.Cloud(y, v).Splitter);
        y[5] = 9;
        SubsetSplit splitter = Assert.NotNull(AllSubsets.Cloud(y, v).Splitter);
        Assert.Equal(5, splitter.Study);
        // With equal weights the mean is nearly additive in its members, and the shares add up to 1.
        Assert.Equal(1, AllSubsets.Cloud(y, v, new SubsetOptions { Estimator = PooledEstimator.CommonEffect }).Splits.Sum(split => split.VarianceShare), 0.1);
    }

    [Fact]
    public void Cloud_TauHistogram_CountsTheListedEstimates()
    {
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", 11);
        foreach (PooledEstimator estimator in (PooledEstimator[])[PooledEstimator.DerSimonianLaird, PooledEstimator.Reml])
        {
            var options = new SubsetOptions { Bins = 20, Estimator = estimator };
            SubsetCloud cloud = AllSubsets.Cloud(y, v, options);
            SubsetEstimates list = AllSubsets.Estimates(y, v, options);
            Assert.Equal(list.TauSquared.Average(), cloud.MeanTauSquared, 1e-10);
            for (int t = 0; t < 20; t++)
            {
                int expected = list.TauSquared.Count(tau => Math.Min(19, (int)(Math.Sqrt(tau) * 20 / cloud.HighestTau)) == t);
                Assert.Equal(expected, cloud.TauCounts.Skip(20 * t).Take(20).Sum());
            }
        }
    }

    [Fact]
    public void Estimates_BadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>("effects", () => AllSubsets.Estimates(new double[27], [.. Enumerable.Repeat(1.0, 27)]));
        Assert.Throws<ArgumentException>("options", () => AllSubsets.Estimates([1, 2], [1, 1], new SubsetOptions { Estimator = PooledEstimator.PauleMandel }));
        Assert.Throws<ArgumentException>("effects", () => AllSubsets.Cloud(new double[35], [.. Enumerable.Repeat(1.0, 35)], new SubsetOptions { Selection = SubsetSelection.All }));
    }
}
