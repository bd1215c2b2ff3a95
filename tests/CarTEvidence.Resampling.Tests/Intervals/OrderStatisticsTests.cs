namespace CarTEvidence.Resampling.Tests.Intervals;

public sealed class OrderStatisticsTests
{
    public static TheoryData<string> Shapes => ["normal", "ties", "constant", "sorted", "infinite"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Select_ManyNumbers_GivesWhatSortingGives(string shape)
    {
        foreach (int n in (int[])[1, 2, 100, 65_536, 131_077])
        {
            double[] values = [.. Enumerable.Range(0, n).Select(i => shape switch
            {
                "normal" => new RandomDraws(3, (ulong)i).NextNormal(),
                "ties" => new RandomDraws(3, (ulong)i).NextIndex(7),
                "constant" => 2,
                "sorted" => i,
                _ => i % 10 == 0 ? double.NegativeInfinity : i % 7,
            })];
            double[] sorted = [.. values];
            Array.Sort(sorted);
            long[] ranks = [0, n / 40, n / 2, n - 1 - (n / 40), n - 1];
            foreach (KernelPath path in Dispatcher.Available)
            {
                Assert.Equal(ranks.Select(rank => sorted[rank]), OrderStatistics.Select(values, ranks, path));
            }
        }
    }
}
