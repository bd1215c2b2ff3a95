namespace CarTEvidence.Resampling.Tests.Parallel;

public sealed class ReplicateRangeTests
{
    private static readonly double[] Effects = [0.1, 0.5, 0.9, 0.3], Variances = [0.1, 0.2, 0.1, 0.3];

    // Counts need no room for each replicate: the run may be longer than any array.
    [Fact]
    public void Run_LongerThanAnArray_IsRefusedOnlyWhereReplicatesAreKept()
    {
        const long Replicates = 1L << 32;
        Assert.Equal(16, PermutationTest.Mean(Effects, Variances, new() { Replicates = Replicates }).Rearrangements);
        var refusal = Assert.Throws<ArgumentOutOfRangeException>("Range", () => Resampling.Bootstrap.Studies(Effects, Variances, new() { Replicates = Replicates }));
        Assert.Contains("a sketch keeps only what intervals need", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(0, -5)]
    [InlineData(90, 20)]
    [InlineData(long.MaxValue, 2)]
    public void Run_RangeOutsideTheRun_IsRefused(long first, long count) =>
        Assert.Throws<ArgumentOutOfRangeException>("Range", () => PermutationTest.Mean(Effects, Variances, new() { Replicates = 100, Range = new(first, count) }));

    [Theory]
    [InlineData(1, 3)]
    [InlineData(100_000, 7)]
    [InlineData(4_096, 2)]
    [InlineData(0, 4)]
    public void Shard_AllOfThem_AreTheRunOnce(long replicates, int shards)
    {
        long end = 0;
        for (int shard = 1; shard <= shards; shard++)
        {
            ReplicateRange part = ReplicateRange.Shard(replicates, shard, shards);
            Assert.Equal(end, part.First);
            Assert.True(part.Count == 0 || part.First % ReplicateRange.BlockSize == 0);
            end = part.End;
        }

        Assert.Equal(replicates, end);
    }

    // A test that has no rearrangements in its part knows nothing, and says so with the p-value that never misleads.
    [Fact]
    public void Part_PastAllRearrangements_HasThePValueOne()
    {
        PermutationResult part = PermutationTest.Mean(Effects, Variances, new() { Replicates = 100, Range = new(90, 10) });
        Assert.Equal((true, 0L, 1.0, 0.0), (part.IsExact, part.Rearrangements, part.PValue, part.PValueStandardError));
        PermutationResult whole = PermutationTest.Mean(Effects, Variances, new() { Replicates = 100 });
        PermutationResult merged = PermutationResult.Merge([part, PermutationTest.Mean(Effects, Variances, new() { Replicates = 100, Range = new(0, 90) })]);
        Assert.Equal((whole.AsExtreme, whole.Rearrangements, whole.PValue), (merged.AsExtreme, merged.Rearrangements, merged.PValue));
    }

    [Fact]
    public void Load_CountsThatDoNotFit_AreRefused()
    {
        using var file = new MemoryStream();
        PermutationResult test = PermutationTest.Mean(Effects, Variances);
        (test with { AsExtreme = test.Rearrangements + 1 }).Save(file);
        file.Position = 0;
        Assert.Contains("do not fit together", Assert.Throws<InvalidDataException>(() => PermutationResult.Load(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Subgroups_StudyWithoutALabel_IsRefused() =>
        Assert.Contains("Study 1 has no label", Assert.Throws<ArgumentException>("subgroups", () => PermutationTest.Subgroups(Effects, Variances, ["a", null!, "b", "b"])).Message, StringComparison.Ordinal);
}
