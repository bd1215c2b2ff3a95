using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.Regression;

/// <summary>The search for the end of an interval, on replicates that are as extreme as the data up to a distance of their own.</summary>
public sealed class WildSearchTests
{
    private const double Level = 0.95;

    /// <summary>Replicates of the run, and where its parts end: of a million, thousands, or one, and of a run that every part goes through as a whole.</summary>
    public static TheoryData<int, int[]> Splits => new()
    {
        { 1_000_000, [125_000, 250_000, 375_000, 500_000, 625_000, 750_000, 875_000] },
        { 400_000, [4_096, 4_097, 204_800] },
        { 60_000, [20_000, 40_000] },
    };

    [Theory]
    [MemberData(nameof(Splits))]
    public void Find_FromTheCountsOfParts_IsThatOfTheWhole(int replicates, int[] ends)
    {
        double[] reach = Reaches(replicates);
        int[] bounds = [0, .. ends, replicates];
        List<WildEnd> parts = [];
        foreach (var (first, end) in bounds.Zip(bounds.Skip(1)))
        {
            var sample = new WildSample(new ReplicateRange(first, end - first), replicates, Level);
            List<(double, long)> counts = [];
            WildSearch.Explore(distance =>
            {
                var own = Count(reach, new ReplicateRange(first, end - first), distance);
                counts.Add((distance, own));
                var seen = own + sample.Beside.Sum(range => Count(reach, range, distance));
                return sample.IsAll ? IsRejected(seen) : sample.IsRejected(seen);
            });
            Assert.InRange(counts.Count, 10, 150);
            parts.Add(new WildEnd(counts));
        }

        var whole = WildSearch.Find(distance => IsRejected(Count(reach, new ReplicateRange(0, replicates), distance)));
        Assert.Equal(whole, WildEnd.Sum(parts).Find(IsRejected));
        Assert.Equal(replicates == 1_000_000, parts.TrueForAll(part => part.Counts.Count > 12));
        Assert.InRange(whole!.Value, 1.9, 2.05);

        bool IsRejected(long extreme) => (extreme + 1.0) / (replicates + 1.0) <= 1 - Level;
    }

    // A share of 5 % in all replicates leaves a sample's verdict open nearly always; shares far from it are told, and none of a million wrongly.
    [Fact]
    public void IsRejected_SharesNearAlpha_AreLeftOpen()
    {
        var sample = new WildSample(new ReplicateRange(0, 100_000), 10_000_000, Level);
        Assert.Null(sample.IsRejected(5_000));
        Assert.Null(sample.IsRejected(5_300));
        Assert.Null(sample.IsRejected(4_700));
        Assert.False(sample.IsRejected(5_700));
        Assert.True(sample.IsRejected(4_300));
        Assert.True(sample.IsRejected(0));
        Assert.False(sample.IsRejected(100_000));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(999_999, 1)]
    [InlineData(500_000, 4_096)]
    public void Beside_OfASmallPart_MakesItASampleWithinTheRun(long first, long count)
    {
        var part = new ReplicateRange(first, count);
        var sample = new WildSample(part, 1_000_000, Level);
        Assert.Equal(16_384, count + sample.Beside.Sum(range => range.Count));
        Assert.All(sample.Beside, range => Assert.True(range.First >= 0 && range.End <= 1_000_000 && (range.End <= part.First || range.First >= part.End)));
    }

    [Fact]
    public void Find_WhereAPartHasNotLooked_SaysSo() =>
        Assert.Contains("where a part has not looked", Assert.Throws<InvalidOperationException>(() => new WildEnd([(2, 5)]).Find(_ => true)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.96)]
    [InlineData(7.7)]
    [InlineData(1000)]
    public void Find_OneThreshold_IsBracketedToTheResolution(double threshold)
    {
        var found = WildSearch.Find(distance => distance > threshold)!.Value;
        Assert.InRange(found - threshold, 0, Math.Max(5e-3, threshold / 500));
        Assert.Null(WildSearch.Find(_ => false));
    }

    private static double[] Reaches(int replicates)
    {
        var draws = new RandomDraws(3, 0, 5);
        var reach = new double[replicates];
        for (var i = 0; i < replicates; i++)
        {
            reach[i] = Math.Abs(draws.NextNormal());
        }

        return reach;
    }

    private static long Count(double[] reach, ReplicateRange range, double distance)
    {
        var count = 0L;
        foreach (var own in reach.AsSpan((int)range.First, (int)range.Count))
        {
            count += own >= distance ? 1 : 0;
        }

        return count;
    }
}
