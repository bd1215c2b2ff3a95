using CarTEvidence.Resampling.Tests.Kernels;

namespace CarTEvidence.Resampling.Tests.Bootstrap;

public sealed class BootstrapMergeTests
{
    private static readonly (double[] Effects, double[] Variances) Data = PooledKernelsTests.Data("ordinary", 9);

    private static BootstrapReplicates Part(int shard, int shards, ulong seed = 3) => Resampling.Bootstrap.Studies(
        Data.Effects, Data.Variances, new BootstrapOptions { Replicates = 50_000, Seed = seed, Record = BootstrapRecord.All, Range = ReplicateRange.Shard(50_000, shard, shards) });

    private static BootstrapReplicates ThroughFile(BootstrapReplicates part)
    {
        using var file = new MemoryStream();
        part.Save(file);
        file.Position = 0;
        return BootstrapReplicates.Load(file);
    }

    [Fact]
    public void Merge_EightShardsThroughFiles_IsBitForBitTheWhole()
    {
        BootstrapReplicates whole = Part(1, 1), merged = BootstrapReplicates.Merge([.. Enumerable.Range(1, 8).Reverse().Select(i => ThroughFile(Part(i, 8)))]);
        Assert.Equal(whole.Means, merged.Means);
        Assert.Equal(whole.TauSquared!, merged.TauSquared!);
        Assert.Equal(whole.HksjStandardErrors!, merged.HksjStandardErrors!);
        Assert.Equal(whole.Observed, merged.Observed);
        foreach (BootstrapIntervalMethod method in Enum.GetValues<BootstrapIntervalMethod>())
        {
            Assert.Equal(whole.Interval(method), merged.Interval(method));
        }
    }

    [Fact]
    public void Merge_GapsOverlapsAndOtherRuns_AreRefused()
    {
        Assert.Throws<ArgumentException>("parts", () => BootstrapReplicates.Merge([]));
        Assert.Throws<ArgumentException>("parts", () => BootstrapReplicates.Merge([Part(1, 3), Part(3, 3)]));
        Assert.Throws<ArgumentException>("parts", () => BootstrapReplicates.Merge([Part(1, 3), Part(1, 3)]));
        Assert.Throws<ArgumentException>("parts", () => BootstrapReplicates.Merge([Part(1, 2), Part(2, 2, seed: 4)]));
    }

    [Fact]
    public void Load_DamagedFile_SaysSo()
    {
        using var file = new MemoryStream();
        Part(1, 8).Save(file);
        byte[] bytes = file.ToArray();
        Assert.Throws<InvalidDataException>(() => BootstrapReplicates.Load(new MemoryStream(bytes[..^1])));
        Assert.Throws<InvalidDataException>(() => BootstrapReplicates.Load(new MemoryStream([1, 2, 3, 4, 5])));
        bytes[4] = 9;
        Assert.Contains("version 9", Assert.Throws<InvalidDataException>(() => BootstrapReplicates.Load(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 3)]
    [InlineData(4096, 2)]
    [InlineData(1_000_003, 7)]
    [InlineData(5000, 8)]
    public void Shard_AllParts_CoverTheRunOnceInWholeBlocks(long replicates, int shards)
    {
        long next = 0;
        for (int i = 1; i <= shards; i++)
        {
            ReplicateRange range = ReplicateRange.Shard(replicates, i, shards);
            Assert.Equal(next, range.First);
            Assert.True(range.First % ReplicateRange.BlockSize == 0 || range.Count == 0);
            next = range.End;
        }

        Assert.Equal(replicates, next);
    }
}
