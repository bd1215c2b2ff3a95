namespace CarTEvidence.Resampling.Tests.Bootstrap.Draws;

public sealed unsafe class StudyDrawTests
{
    private const ulong Seed = 42;
    private const uint Stream = 1;

    /// <summary>Every k past several packs and groups, and the borders of pages, of packed bytes and of one draw to a word.</summary>
    public static IEnumerable<int> StudyCounts => Enumerable.Range(2, 70).Concat([100, 111, 112, 113, 127, 128, 168, 169, 251, 252, 253, 300, 1000, 5000]);

    public static TheoryData<KernelPath> Paths => [.. Dispatcher.Available];

    private static double[] Counts(KernelPath path, int k, ulong first)
    {
        using var draw = new StudyDraw(path, k, (k + 3) / 4 * 4, Seed, Stream);
        draw.Next(first + 1600);
        draw.Next(first);
        return new ReadOnlySpan<double>(draw.Counts, (k + 3) / 4 * 4 * Batch.Size).ToArray();
    }

    /// <summary>The published description, read literally.</summary>
    private static int[] Specified(int k, ulong replicate, out int rejections)
    {
        int perWord = 1;
        double range = k;
        while (perWord < 8 && range * k <= 1 << 24)
        {
            (range, perWord) = (range * k, perWord + 1);
        }

        uint threshold = (uint)(4294967296.0 % range);
        int[] counts = new int[k];
        rejections = 0;
        for (int q = 0, drawn = 0; drawn < k; q++)
        {
            uint word = Philox.Generate(Seed, replicate, (uint)q / 4, Stream)[q % 4];
            for (uint attempt = 0; (uint)(word * (ulong)range) < threshold; attempt++, rejections++)
            {
                word = Philox.Generate(Seed, replicate, 0x8000_0000u | (attempt << 20) | (uint)q, Stream).Word0;
            }

            for (int j = 0; j < perWord && drawn < k; j++, drawn++)
            {
                ulong product = (ulong)word * (uint)k;
                counts[product >> 32]++;
                word = (uint)product;
            }
        }

        return counts;
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Next_EveryPathAndNumberOfStudies_CountsTheSpecifiedDraws(KernelPath path)
    {
        foreach (int k in StudyCounts)
        {
            double[] counts = Counts(path, k, 48);
            for (int lane = 0; lane < Batch.Size; lane++)
            {
                int[] expected = Specified(k, 48 + (ulong)lane, out _);
                for (int i = 0; i < k; i++)
                {
                    Assert.True(expected[i] == counts[(i * Batch.Size) + lane], $"{path}, k = {k}, lane {lane}, study {i}");
                }
            }

            Assert.All(counts[(k * Batch.Size)..], count => Assert.Equal(0, count));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Next_ReplicatesWithRejectedWords_UsesTheRedrawBlocks(KernelPath path)
    {
        const int K = 100;
        int seen = 0;
        for (ulong first = 0; first < 6400; first += Batch.Size)
        {
            double[]? counts = null;
            for (int lane = 0; lane < Batch.Size; lane++)
            {
                int[] expected = Specified(K, first + (ulong)lane, out int rejections);
                if (rejections == 0)
                {
                    continue;
                }

                seen++;
                counts ??= Counts(path, K, first);
                for (int i = 0; i < K; i++)
                {
                    Assert.Equal(expected[i], counts[(i * Batch.Size) + lane]);
                }
            }
        }

        // 34 words a replicate, each rejected with probability 2.3e-4: 50 expected.
        Assert.InRange(seen, 20, 90);
    }

    [Fact]
    public void Next_ManyReplicates_DrawsEveryStudyEquallyOften()
    {
        const int K = 13, Batches = 4000;
        double[] total = new double[K];
        using var draw = new StudyDraw(Dispatcher.Available[^1], K, 16, Seed, Stream);
        for (int batch = 0; batch < Batches; batch++)
        {
            draw.Next((ulong)batch * Batch.Size);
            for (int at = 0; at < K * Batch.Size; at++)
            {
                total[at / Batch.Size] += draw.Counts[at];
            }
        }

        double draws = (double)Batches * Batch.Size * K, expected = draws / K, band = 5 * Math.Sqrt(expected * (1 - (1.0 / K)));
        Assert.All(total, count => Assert.InRange(count, expected - band, expected + band));
    }
}
