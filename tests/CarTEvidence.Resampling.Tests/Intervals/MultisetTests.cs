namespace CarTEvidence.Resampling.Tests.Intervals;

public sealed class MultisetTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public void Order_ManyNumbersInPieces_IsThatOfSorting(int distinct)
    {
        var draws = new RandomDraws(3, (ulong)distinct);
        double[] values = [.. Enumerable.Range(0, 30_000).Select(_ => draws.NextIndex(distinct) / 8.0)];
        Multiset one = new(), other = new();
        one.Add(values.AsSpan(0, 9001));
        one.Add(values.AsSpan(9001, 1));
        other.Add(values.AsSpan(9002));
        one.Add(other);
        Array.Sort(values);
        Assert.Equal(values.Length, one.Count);
        Assert.Equal(values.Distinct().Count(), one.Distinct);
        foreach (int rank in (int[])[0, 1, 4000, 4001, 15_000, 29_998, 29_999])
        {
            Assert.Equal(values[rank], one.Order(rank));
        }

        Assert.Throws<ArgumentOutOfRangeException>("rank", () => one.Order(30_000));
    }
}
