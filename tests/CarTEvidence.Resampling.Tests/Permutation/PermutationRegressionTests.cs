using CarTEvidence.Resampling.Tests.Kernels;

namespace CarTEvidence.Resampling.Tests.Permutation;

public sealed class PermutationRegressionTests
{
    private const double Rounding = 1e-9;

    // Statistics that agree to this are equal (as in metafor).
    private const double Tie = 1.4901161193847656e-8;

    private static readonly double[] Effects = [0.2, -0.4, 1.3, 0.8, -0.1, 0.6], Variances = [0.1, 0.3, 0.2, 0.15, 0.05, 0.4];
    private static readonly double[] Year = [2018, 2019, 2021, 2022, 2019, 2024], Dose = [1, 0, 1, 1, 0, 0];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Regression_FewStudies_CountsWhatPlainEnumerationCounts(bool random)
    {
        RegressionPermutation test = PermutationTest.Regression(Effects, Variances, [Year, Dose], new() { RandomEffects = random });
        double[] observed = Plain([Year, Dose], random);
        Assert.True(test.Omnibus.IsExact);

        // Two studies have the same moderators, so that every order is gone through for two.
        Assert.Equal(360, test.Omnibus.Rearrangements);
        Assert.Equal(observed[0], test.Omnibus.Statistic, Rounding * observed[0]);
        Assert.Equal([observed[1], observed[2]], test.Coefficients.Select(c => c.Statistic), (a, b) => Math.Abs(a - b) < Rounding);

        int[] extreme = new int[3];
        foreach (int[] order in Orders(6))
        {
            double[] statistics = Plain([[.. order.Select(i => Year[i])], [.. order.Select(i => Dose[i])]], random);
            for (int j = 0; j < 3; j++)
            {
                extreme[j] += Math.Abs(statistics[j]) >= Math.Abs(observed[j]) - (Tie * Math.Max(1, Math.Abs(observed[j]))) ? 1 : 0;
            }
        }

        Assert.Equal(extreme.Select(e => e / 2L), [test.Omnibus.AsExtreme, .. test.Coefficients.Select(c => c.AsExtreme)]);
        Assert.Equal(extreme[0] / 720.0, test.Omnibus.PValue);
        Assert.Equal(0, test.Omnibus.PValueStandardError);
    }

    [Fact]
    public void Regression_OneModerator_IsTheTestOfTheSlope()
    {
        PermutationResult slope = PermutationTest.Slope(Effects, Variances, Year);
        RegressionPermutation test = PermutationTest.Regression(Effects, Variances, [Year]);
        Assert.Equal(slope.Statistic, test.Coefficients[0].Statistic, Rounding);
        Assert.Equal(slope.Statistic * slope.Statistic, test.Omnibus.Statistic, Rounding);
        Assert.Equal((slope.Rearrangements, slope.AsExtreme), (test.Omnibus.Rearrangements, test.Omnibus.AsExtreme));
        Assert.Equal(slope.AsExtreme, test.Coefficients[0].AsExtreme);
    }

    [Fact]
    public void Subgroups_ThreeGroups_GoThroughEveryWayToLabelTheStudies()
    {
        PermutationResult test = PermutationTest.Subgroups(Effects, Variances, ["a", "b", "c", "a", "b", "c"]);
        Assert.True(test.IsExact);
        Assert.Equal(90, test.Rearrangements);
        // Six of the ninety give the same partition under other names.
        Assert.InRange(test.PValue, 6 / 90.0, 1);
        PermutationResult two = PermutationTest.Subgroups(Effects, Variances, ["a", "b", "a", "a", "b", "b"]);
        PermutationResult slope = PermutationTest.Slope(Effects, Variances, Dose);
        Assert.Equal((slope.Rearrangements, slope.AsExtreme), (two.Rearrangements, two.AsExtreme));
        Assert.Equal(slope.Statistic * slope.Statistic, two.Statistic, Rounding);
    }

    [Fact]
    public void Regression_RandomOrders_AgreeWithTheExactTestAndAreNeverZero()
    {
        RegressionPermutation exact = PermutationTest.Regression(Effects, Variances, [Year, Dose]);
        RegressionPermutation random = PermutationTest.Regression(Effects, Variances, [Year, Dose], new() { ExactWhenFew = false, Replicates = 40_000, Seed = 3 });
        foreach ((PermutationResult e, PermutationResult r) in ((PermutationResult[])[exact.Omnibus, .. exact.Coefficients]).Zip([random.Omnibus, .. random.Coefficients]))
        {
            Assert.False(r.IsExact);
            Assert.InRange(r.PValue, e.PValue - (5 * r.PValueStandardError), e.PValue + (5 * r.PValueStandardError));
        }

        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", 40);
        double[] same = [.. y];
        RegressionPermutation overwhelming = PermutationTest.Regression([.. y.Select(x => 1000 * x)], v, [same, [.. Enumerable.Range(0, 40).Select(i => (double)(i % 3))]], new() { Replicates = 500 });
        Assert.Equal(1.0 / 501, overwhelming.Omnibus.PValue);
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(12, 3)]
    [InlineData(45, 4)]
    public void Regression_ThreadsShardsAndPaths_GiveTheSameCounts(int k, int moderators)
    {
        (double[] y, double[] v) = PooledKernelsTests.Data("mixed scales", k);
        double[][] columns = [.. Enumerable.Range(0, moderators).Select(j => Enumerable.Range(0, k).Select(i => Math.Sin((i * (j + 1)) + j)).ToArray())];
        var options = new PermutationOptions { Replicates = 9000, Seed = 11, Threads = 1, Kernel = KernelPath.Scalar };
        RegressionPermutation one = PermutationTest.Regression(y, v, columns, options);
        foreach (KernelPath path in Dispatcher.Available)
        {
            Same(one, PermutationTest.Regression(y, v, columns, options with { Kernel = path, Threads = 2 }));
        }

        RegressionPermutation[] parts = [.. Enumerable.Range(1, 3).Select(i => ThroughFile(PermutationTest.Regression(y, v, columns, options with { Range = ReplicateRange.Shard(9000, i, 3) })))];
        Same(one, RegressionPermutation.Merge([parts[1], parts[2], parts[0]]));
        Assert.Throws<ArgumentException>("parts", () => RegressionPermutation.Merge([parts[1], parts[1]]));

        static void Same(RegressionPermutation expected, RegressionPermutation actual) => Assert.Equal(
            [Key(expected.Omnibus), .. expected.Coefficients.Select(Key)], (IEnumerable<(double, long, long)>)[Key(actual.Omnibus), .. actual.Coefficients.Select(Key)]);

        static (double, long, long) Key(PermutationResult result) => (result.Statistic, result.Rearrangements, result.AsExtreme);

        static RegressionPermutation ThroughFile(RegressionPermutation part)
        {
            using var file = new MemoryStream();
            part.Save(file);
            file.Position = 0;
            return RegressionPermutation.Load(file);
        }
    }

    [Fact]
    public void Regression_BadInput_IsRefusedByName()
    {
        Assert.Throws<ArgumentException>("moderators", () => PermutationTest.Regression(Effects, Variances, []));
        Assert.Throws<ArgumentException>("moderators", () => PermutationTest.Regression(Effects, Variances, [[1, 1, 1, 1, 1, 1]]));
        Assert.Throws<ArgumentException>("moderators", () => PermutationTest.Regression(Effects, Variances, [Year, [.. Year.Select(x => (2 * x) + 1)]]));
        Assert.Throws<ArgumentException>("moderators", () => PermutationTest.Regression(Effects, Variances, [Year, [1, 2]]));
        Assert.Throws<ArgumentException>("moderators", () => PermutationTest.Regression(Effects, Variances, [[1, 2, 3, 4, 5, double.NaN]]));
        Assert.Throws<ArgumentException>("moderators", () => PermutationTest.Regression([1, 2, 3], [1, 1, 1], [[1, 2, 4], [0, 0, 1]]));
        Assert.Throws<ArgumentException>("subgroups", () => PermutationTest.Subgroups(Effects, Variances, ["a", "a", "a", "a", "a", "a"]));
        Assert.Throws<ArgumentException>("subgroups", () => PermutationTest.Subgroups(Effects, Variances, ["a", "b"]));
    }

    /// <summary>QM and the z values, by the textbook's matrices.</summary>
    private static double[] Plain(double[][] moderators, bool random)
    {
        int k = Effects.Length, p = moderators.Length + 1;
        double[][] x = [.. Enumerable.Range(0, k).Select(i => (double[])[1, .. moderators.Select(m => m[i])])];
        double tau = 0;
        if (random)
        {
            double[] w = [.. Variances.Select(v => 1 / v)];
            (double[] b, double[,] inverse) = Fit(x, w);
            double q = Enumerable.Range(0, k).Sum(i => w[i] * Math.Pow(Effects[i] - x[i].Zip(b, (a, c) => a * c).Sum(), 2)), trace = w.Sum();
            for (int i = 0; i < k; i++)
            {
                for (int a = 0; a < p; a++)
                {
                    for (int c = 0; c < p; c++)
                    {
                        trace -= w[i] * w[i] * x[i][a] * inverse[a, c] * x[i][c];
                    }
                }
            }

            tau = Math.Max(0, (q - (k - p)) / trace);
        }

        (double[] beta, double[,] covariance) = Fit(x, [.. Variances.Select(v => 1 / (v + tau))]);
        double[,] block = new double[p - 1, p - 1];
        for (int a = 1; a < p; a++)
        {
            for (int c = 1; c < p; c++)
            {
                block[a - 1, c - 1] = covariance[a, c];
            }
        }

        double[,] precision = Inverse(block);
        double omnibus = 0;
        for (int a = 1; a < p; a++)
        {
            for (int c = 1; c < p; c++)
            {
                omnibus += beta[a] * precision[a - 1, c - 1] * beta[c];
            }
        }

        return [omnibus, .. Enumerable.Range(1, p - 1).Select(j => beta[j] / Math.Sqrt(covariance[j, j]))];
    }

    private static (double[] Beta, double[,] Inverse) Fit(double[][] x, double[] w)
    {
        int p = x[0].Length;
        double[,] m = new double[p, p];
        double[] b = new double[p];
        for (int i = 0; i < x.Length; i++)
        {
            for (int a = 0; a < p; a++)
            {
                b[a] += w[i] * x[i][a] * Effects[i];
                for (int c = 0; c < p; c++)
                {
                    m[a, c] += w[i] * x[i][a] * x[i][c];
                }
            }
        }

        double[,] inverse = Inverse(m);
        return ([.. Enumerable.Range(0, p).Select(a => Enumerable.Range(0, p).Sum(c => inverse[a, c] * b[c]))], inverse);
    }

    /// <summary>Gauss and Jordan.</summary>
    private static double[,] Inverse(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double[,] a = (double[,])matrix.Clone(), inverse = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            inverse[i, i] = 1;
        }

        for (int i = 0; i < n; i++)
        {
            double pivot = a[i, i];
            for (int j = 0; j < n; j++)
            {
                a[i, j] /= pivot;
                inverse[i, j] /= pivot;
            }

            for (int r = 0; r < n; r++)
            {
                double factor = a[r, i];
                for (int j = 0; j < n && r != i; j++)
                {
                    a[r, j] -= factor * a[i, j];
                    inverse[r, j] -= factor * inverse[i, j];
                }
            }
        }

        return inverse;
    }

    private static IEnumerable<int[]> Orders(int count)
    {
        if (count == 1)
        {
            return [[0]];
        }

        return Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));
    }
}
