namespace CarTEvidence.MetaAnalysis.Tests.Subgroups;

public sealed class SubgroupTests
{
    private static readonly ProportionData Data = new(
        ["a", "b", "c", "d", "e", "f"], [9, 17, 5, 3, 8, 2], [10, 20, 6, 10, 21, 9]);

    private static readonly Grouping ByTarget = new("target", ["CD19", "CD19", "CD19", "BCMA", "BCMA", "BCMA"]);

    [Fact]
    public void BinomialNormal_ClearDifference_IsFoundOnOneDegreeOfFreedom()
    {
        var effect = Pooling.Proportions(Data, grouping: ByTarget);
        Assert.Equal(["BCMA", "CD19"], effect.Subgroups.Select(s => s.Level));
        Assert.Equal(1, effect.SubgroupTest!.DegreesOfFreedom);

        Assert.InRange(effect.SubgroupTest.PValue!.Value, 1e-8, 2e-3);
    }

    [Fact]
    public void BinomialNormal_EqualSubgroups_HaveStatisticZero()
    {
        var data = new ProportionData(["a", "b", "c", "d"], [4, 9, 4, 9], [10, 20, 10, 20]);
        var effect = Pooling.Proportions(data, grouping: new Grouping("g", ["x", "x", "y", "y"]));
        Assert.Equal(0, effect.SubgroupTest!.Statistic!.Value, 1e-6);
    }

    [Fact]
    public void BinomialNormal_SubgroupAtTheBoundary_StillTests()
    {
        var data = new ProportionData(["a", "b", "c", "d"], [12, 15, 6, 7], [12, 15, 20, 20]);
        var test = Pooling.Proportions(data, grouping: new Grouping("g", ["all", "all", "some", "some"])).SubgroupTest!;
        Assert.True(test.Statistic > 0);
        Assert.InRange(test.PValue!.Value, 0, 0.02);
    }

    /// <summary>All or none in every study, single patients, one study a subgroup, nothing but events: always an answer, never a not-a-number.</summary>
    [Theory]
    [InlineData(new long[] { 0, 3, 1, 0 }, new long[] { 3, 3, 1, 1 })]
    [InlineData(new long[] { 1, 1, 1, 0 }, new long[] { 1, 1, 1, 1 })]
    [InlineData(new long[] { 5, 4, 3, 2 }, new long[] { 5, 4, 3, 2 })]
    [InlineData(new long[] { 0, 0, 0, 0 }, new long[] { 9, 8, 7, 6 })]
    [InlineData(new long[] { 0, 0, 7, 6 }, new long[] { 9, 8, 7, 6 })]
    public void BinomialNormal_ExtremeSubgroups_HaveATest(long[] events, long[] total)
    {
        var data = new ProportionData(["a", "b", "c", "d"], events, total);
        foreach (var grouping in (Grouping[])[new("g", ["x", "x", "y", "y"]), new("g", ["x", "y", "y", "z"]), new("g", ["x", "x", "x", "x"])])
        {
            var effect = Pooling.Proportions(data, grouping: grouping);
            Assert.Equal(grouping.Values.Distinct().Count(), effect.Subgroups.Count);
            if (effect.Subgroups.Count > 1)
            {
                Assert.InRange(effect.SubgroupTest!.PValue!.Value, 0, 1);
            }
            else
            {
                Assert.Null(effect.SubgroupTest!.PValue);
            }
        }
    }

    [Theory]
    [InlineData(SubgroupTauSquared.Separate)]
    [InlineData(SubgroupTauSquared.Common)]
    public void Random_TwoSubgroups_SumToTheWhole(SubgroupTauSquared tau2)
    {
        var effect = Pooling.Proportions(Data, new ProportionOptions { Model = ProportionModel.Random }, ByTarget with { TauSquared = tau2 });
        Assert.Equal(effect.StudyCount, effect.Subgroups.Sum(s => s.Effect.StudyCount));
        Assert.InRange(effect.SubgroupTest!.PValue!.Value, 1e-8, 1e-2);
        if (tau2 == SubgroupTauSquared.Common)
        {
            Assert.Single(effect.Subgroups.Select(s => s.Effect.Heterogeneity.TauSquared).Distinct());
        }
    }

    [Fact]
    public void Grouping_WrongLength_IsNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => Pooling.Proportions(Data, grouping: new Grouping("target", ["CD19"])));
        Assert.Contains("target", error.Message, StringComparison.Ordinal);
    }
}
