using System.Text.Json;
using CarTEvidence.Resampling.Tests.Kernels;

namespace CarTEvidence.Resampling.Tests.Subsets;

public sealed class AllSubsetsTests
{
    // metafor prints its gosh results with 14 significant digits.
    private const double Printed = 1e-10;

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
    public void Estimates_EveryPathThreadsAndNumberOfStudies_GiveTheBitsOfTheSpecification()
    {
        foreach (int k in (int[])[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
        {
            foreach (string kind in (string[])["ordinary", "identical", "mixed scales", "huge variances"])
            {
                (double[] y, double[] v) = PooledKernelsTests.Data(kind, k);
                foreach (PooledEstimator estimator in (PooledEstimator[])[PooledEstimator.CommonEffect, PooledEstimator.DerSimonianLaird])
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

    [Fact]
    public void Cloud_AnyThreads_IsTheSame()
    {
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", 20);
        var options = new SubsetOptions { Estimator = PooledEstimator.CommonEffect, Threads = 1 };
        SubsetCloud one = AllSubsets.Cloud(y, v, options), two = AllSubsets.Cloud(y, v, options with { Threads = 2 });
        Assert.Equal(one.Counts, two.Counts);
        Assert.Equal(one.Splits, two.Splits);
    }

    [Fact]
    public void Estimates_BadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>("effects", () => AllSubsets.Estimates(new double[27], [.. Enumerable.Repeat(1.0, 27)]));
        Assert.Throws<ArgumentException>("options", () => AllSubsets.Estimates([1, 2], [1, 1], new SubsetOptions { Estimator = PooledEstimator.Reml }));
    }
}
