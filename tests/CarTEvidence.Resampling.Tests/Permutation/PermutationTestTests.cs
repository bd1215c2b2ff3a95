using System.Text.Json;
using CarTEvidence.Resampling.Tests.Kernels;

namespace CarTEvidence.Resampling.Tests.Permutation;

public sealed class PermutationTestTests
{
    private static double[] Moderator(int k) => [.. Enumerable.Range(0, k).Select(i => new RandomDraws(4, (ulong)i, 9).NextNormal())];

    public static TheoryData<string> ReferenceNames => [.. ReferenceFiles.WithResampling().Select(set => set.Name)];

    [Theory]
    [MemberData(nameof(ReferenceNames))]
    public void Mean_ReferenceData_HasTheExactPValueOfMetaforPermutest(string name)
    {
        (_, double[] effects, double[] variances, JsonElement resampling) = ReferenceFiles.WithResampling().Single(set => set.Name == name);
        PermutationResult result = PermutationTest.Mean(effects, variances);
        Assert.True(result.IsExact);
        Assert.Equal(1L << effects.Length, result.Rearrangements);
        Assert.Equal(resampling.GetProperty("permutationMeanDL").GetProperty("p").GetDouble(), result.PValue, 1e-12);
    }

    [Fact]
    public void Slope_FewStudies_GoesThroughAllOrders()
    {
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", 6);
        double[] x = Moderator(6);
        PermutationResult result = PermutationTest.Slope(y, v, x);
        double observed = Math.Abs(Z(y, v, x));
        long extreme = Orders(x).Count(order => Math.Abs(Z(y, v, order)) >= observed - 1e-8);
        Assert.Equal((720, extreme), (result.Rearrangements, result.AsExtreme));
        Assert.Equal(Z(y, v, x), result.Statistic, 1e-10);
        Assert.Equal(0, result.PValueStandardError);
    }

    [Fact]
    public void Slope_TwoSubgroups_CountsOnlyDistinctOrders()
    {
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", 10);
        double[] x = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
        PermutationResult result = PermutationTest.Slope(y, v, x);
        Assert.Equal(252, result.Rearrangements);
        long extreme = Enumerable.Range(0, 1024).Where(mask => int.PopCount(mask) == 5).Select(mask => (double[])[.. Enumerable.Range(0, 10).Select(i => (double)(mask >> i & 1))])
            .Count(order => Math.Abs(Z(y, v, order)) >= Math.Abs(Z(y, v, x)) - 1e-8);
        Assert.Equal(extreme, result.AsExtreme);
    }

    [Fact]
    public void Slope_RandomOrders_AgreeWithTheExactTest()
    {
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", 7);
        double[] x = Moderator(7);
        PermutationResult exact = PermutationTest.Slope(y, v, x), random = PermutationTest.Slope(y, v, x, new PermutationOptions { Replicates = 50_000, ExactWhenFew = false });
        Assert.True(exact.IsExact);
        Assert.False(random.IsExact);
        Assert.InRange(random.PValue, exact.PValue - (5 * random.PValueStandardError), exact.PValue + (5 * random.PValueStandardError));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(20)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(50)]
    public void Statistics_EveryPath_HaveTheBitsOfTheSpecification(int k)
    {
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", k);
        double[] x = Moderator(k);
        using var table = new StudyTable(y, v);
        double[][] answers = [.. Dispatcher.Available.Select(path =>
        {
            double[] statistics = new double[3001];
            BlockRunner.Run(new ReplicateRange(0, statistics.Length), 1, () => new SlopeWorker(path, table, x, 8, statistics), null, CancellationToken.None);
            return statistics;
        })];
        foreach (double[] answer in answers)
        {
            Assert.Equal(answers[0], answer);
        }

        Assert.All(answers[0], z => Assert.True(double.IsFinite(z)));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    public unsafe void Draw_ManyReplicates_GivesEveryValueEveryPlaceEquallyOften(int k)
    {
        const int Batches = 2000;
        double[] x = [.. Enumerable.Range(0, k).Select(i => (double)i)];
        using var draw = new PermutationDraw(Dispatcher.Available[^1], x, 2, 5);
        int[] seen = new int[k * k];
        for (int batch = 0; batch < Batches; batch++)
        {
            draw.Next((ulong)batch * Batch.Size);
            for (int at = 0; at < k * Batch.Size; at++)
            {
                seen[(at / Batch.Size * k) + (int)draw.Values[at]]++;
            }
        }

        double expected = (double)Batches * Batch.Size / k, band = 5 * Math.Sqrt(expected);
        Assert.All(seen, count => Assert.InRange(count, expected - band, expected + band));
    }

    [Fact]
    public void Tests_ThreadsShardsAndPaths_GiveTheSameCount()
    {
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", 20);
        var options = new PermutationOptions { Replicates = 40_000, Threads = 1 };
        foreach (Func<PermutationOptions, PermutationResult> test in (Func<PermutationOptions, PermutationResult>[])
            [o => PermutationTest.Slope(y, v, Moderator(20), o), o => PermutationTest.Mean([.. y.Select(yi => yi - 1)], v, o)])
        {
            PermutationResult one = test(options);
            Assert.InRange(one.PValue, 1.0 / 40_001, 1);
            Assert.Equal(one.AsExtreme, test(options with { Threads = 3 }).AsExtreme);
            Assert.Equal(one.AsExtreme, test(options with { Kernel = KernelPath.Scalar }).AsExtreme);
            PermutationResult[] parts = [.. Enumerable.Range(1, 3).Select(i => ThroughFile(test(options with { Range = ReplicateRange.Shard(40_000, i, 3) })))];
            Assert.Throws<ArgumentException>("parts", () => PermutationResult.Merge([parts[0], parts[0]]));
            Assert.Throws<ArgumentException>("parts", () => PermutationResult.Merge([parts[0], parts[2]]));
            PermutationResult merged = PermutationResult.Merge(parts);
            Assert.Equal((one.AsExtreme, one.Rearrangements, one.PValue), (merged.AsExtreme, merged.Rearrangements, merged.PValue));
        }
    }

    private static PermutationResult ThroughFile(PermutationResult part)
    {
        using var file = new MemoryStream();
        part.Save(file);
        file.Position = 0;
        return PermutationResult.Load(file);
    }

    [Fact]
    public void Slope_OverwhelmingEffect_HasAPValueAboveZero()
    {
        double[] y = [.. Enumerable.Range(0, 30).Select(i => (double)i)], v = [.. Enumerable.Repeat(0.01, 30)];
        PermutationResult result = PermutationTest.Slope(y, v, y, new PermutationOptions { Replicates = 999 });
        Assert.Equal(0, result.AsExtreme);
        Assert.Equal(0.001, result.PValue, 1e-12);
    }

    [Fact]
    public void Slope_BadInput_IsRefusedByName()
    {
        Assert.Throws<ArgumentException>("moderator", () => PermutationTest.Slope([1, 2, 3], [1, 1, 1], [1, 1, 1]));
        Assert.Throws<ArgumentException>("moderator", () => PermutationTest.Slope([1, 2, 3], [1, 1, 1], [1, 2]));
        Assert.Throws<ArgumentException>("effects", () => PermutationTest.Slope([1, 2], [1, 1], [1, 2]));
    }

    /// <summary>The z statistic by two-by-two matrices, as a textbook has it.</summary>
    private static double Z(double[] y, double[] v, double[] x)
    {
        (double s, double sx, double sxx, double sy, double sxy) = Sums(0);
        double det = (s * sxx) - (sx * sx), slope = ((s * sxy) - (sx * sy)) / det, intercept = ((sxx * sy) - (sx * sxy)) / det;
        double q = 0, trace = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double e = y[i] - intercept - (slope * x[i]);
            q += e * e / v[i];
            trace += 1 / v[i] * (1 - (1 / v[i] * (sxx - (2 * sx * x[i]) + (s * x[i] * x[i])) / det));
        }

        (s, sx, sxx, sy, sxy) = Sums(Math.Max(0, (q - (y.Length - 2)) / trace));
        det = (s * sxx) - (sx * sx);
        return ((s * sxy) - (sx * sy)) / det / Math.Sqrt(s / det);

        (double, double, double, double, double) Sums(double tau)
        {
            double a = 0, b = 0, c = 0, d = 0, e = 0;
            for (int i = 0; i < y.Length; i++)
            {
                double w = 1 / (v[i] + tau);
                (a, b, c, d, e) = (a + w, b + (w * x[i]), c + (w * x[i] * x[i]), d + (w * y[i]), e + (w * x[i] * y[i]));
            }

            return (a, b, c, d, e);
        }
    }

    private static IEnumerable<double[]> Orders(double[] x)
    {
        if (x.Length == 1)
        {
            return [x];
        }

        return Enumerable.Range(0, x.Length).SelectMany(i => Orders([.. x[..i], .. x[(i + 1)..]]).Select(rest => (double[])[x[i], .. rest]));
    }
}
