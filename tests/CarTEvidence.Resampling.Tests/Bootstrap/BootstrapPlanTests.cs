namespace CarTEvidence.Resampling.Tests.Bootstrap;

public sealed class BootstrapPlanTests
{
    private const int Replicates = 9001;

    public static TheoryData<string> Kinds => [.. ResampleKinds.Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_EveryPathThreadsAndShards_GivesTheSameBits(string kind)
    {
        foreach (PooledEstimator estimator in PooledEstimators.OfEffects)
        {
            var options = new BootstrapOptions { Replicates = Replicates, Seed = 4, Estimator = estimator, Record = BootstrapRecord.All, Kernel = KernelPath.Scalar, Threads = 1 };
            BootstrapReplicates scalar = ResampleKinds.Plan(kind, options).Run();
            double[] expected = scalar.Everything();
            Assert.All(expected, number => Assert.True(double.IsFinite(number), $"{kind}, {estimator}: {number}"));
            foreach (KernelPath path in Dispatcher.Available)
            {
                foreach (int threads in (int[])[1, 2, 3])
                {
                    Assert.Equal(expected, ResampleKinds.Plan(kind, options with { Kernel = path, Threads = threads }).Run().Everything());
                }
            }

            BootstrapReplicates[] shards = [.. Enumerable.Range(1, 3).Reverse().Select(i => ThroughFile(ResampleKinds.Plan(kind, options with { Range = ReplicateRange.Shard(Replicates, i, 3) }).Run()))];
            BootstrapReplicates merged = BootstrapReplicates.Merge(shards);
            Assert.Equal(expected, merged.Everything());
            Assert.Equal((scalar.Kind, scalar.Observed), (merged.Kind, merged.Observed));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_WhatIsRecorded_ChangesNoNumber(string kind)
    {
        var options = new BootstrapOptions { Replicates = 5000, Record = BootstrapRecord.All };
        BootstrapReplicates all = ResampleKinds.Plan(kind, options).Run(), bare = ResampleKinds.Plan(kind, options with { Record = BootstrapRecord.TauSquared }).Run();
        Assert.Equal(all.Means, bare.Means);
        Assert.Equal(all.TauSquared!, bare.TauSquared!);
        Assert.Null(bare.ISquared);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Merge_PartsOfAnotherKindOrData_AreRefused(string kind)
    {
        var options = new BootstrapOptions { Replicates = Replicates };
        BootstrapReplicates first = ResampleKinds.Plan(kind, options with { Range = ReplicateRange.Shard(Replicates, 1, 2) }).Run();
        foreach (string other in ResampleKinds.Names)
        {
            BootstrapReplicates second = ResampleKinds.Plan(other, options with { Range = ReplicateRange.Shard(Replicates, 2, 2) }).Run();
            if (other == kind)
            {
                Assert.Equal(Replicates, BootstrapReplicates.Merge([second, first]).Means.Length);
            }
            else
            {
                Assert.Throws<ArgumentException>("parts", () => BootstrapReplicates.Merge([first, second]));
            }
        }
    }

    // Studies without any difference, two studies, and studies in which every patient has the event.
    [Theory]
    [InlineData(new double[] { 0.7, 0.7, 0.7 }, new double[] { 0.1, 0.2, 0.3 })]
    [InlineData(new double[] { 0.1, 1.9 }, new double[] { 0.2, 0.1 })]
    [InlineData(new double[] { 0, 0 }, new double[] { 1, 1 })]
    [InlineData(new double[] { 1.9459101490553132, 2.5649493574615367, 3.0445224377234230 }, new double[] { 2.2857142857142856, 2.1538461538461537, 2.0952380952380953 })]
    public void Run_EdgeData_IsFiniteInEveryPath(double[] effects, double[] variances)
    {
        string[] clusters = [.. effects.Select((_, i) => i == 0 ? "a" : "b")];
        foreach (PooledEstimator estimator in PooledEstimators.OfEffects)
        {
            var options = new BootstrapOptions { Replicates = 300, Estimator = estimator, Record = BootstrapRecord.All };
            Func<BootstrapOptions, BootstrapPlan>[] plans =
            [
                o => BootstrapPlan.Studies(effects, variances, o),
                o => BootstrapPlan.Clusters(effects, variances, clusters, o),
                o => BootstrapPlan.Wild(effects, variances, clusters, o),
                o => BootstrapPlan.Normal(effects, variances, o),
            ];
            foreach (Func<BootstrapOptions, BootstrapPlan> plan in plans)
            {
                double[] expected = plan(options with { Kernel = KernelPath.Scalar }).Run().Everything();
                Assert.All(expected, number => Assert.True(double.IsFinite(number)));
                Assert.All(Dispatcher.Available, path => Assert.Equal(expected, plan(options with { Kernel = path }).Run().Everything()));
            }
        }
    }

    private static BootstrapReplicates ThroughFile(BootstrapReplicates part)
    {
        using var file = new MemoryStream();
        part.Save(file);
        file.Position = 0;
        return BootstrapReplicates.Load(file);
    }
}
