using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Tests.Synthesis;

public sealed class PoolTests
{
    // The same counts through the engine directly: one computation, so the same bits.
    private const double Same = 0;

    [Fact]
    public void Pool_BundledRemission_IsTheEngineOnTheResolvedCounts()
    {
        var pooled = EvidenceBase.Bundled.Pool(Outcome.Remission);
        var direct = Pooling.Proportions(pooled.Data.Proportions);

        Assert.Equal(direct.Pooled.Value!.Value, pooled.Effect.Pooled.Value!.Value, Same);
        Assert.Equal((22, 121L, 159L), (pooled.Effect.StudyCount, pooled.Effect.Events!.Value, pooled.Effect.Total!.Value));
        Assert.Equal(pooled.Arms.Count, pooled.Effect.Studies.Count);
        Assert.Equal(PoolingModel.BinomialNormal, pooled.Effect.Model);
    }

    [Fact]
    public void Pool_Options_ReachTheEngine()
    {
        var options = new ProportionOptions { Model = ProportionModel.Random, TauSquared = TauSquaredEstimator.DerSimonianLaird, Interval = IntervalMethod.Hksj, Level = 0.9 };

        var effect = EvidenceBase.Bundled.Pool(Outcome.Remission, options).Effect;

        Assert.Equal((PoolingModel.Random, TauSquaredEstimator.DerSimonianLaird, IntervalMethod.Hksj, 0.9), (effect.Model, effect.TauSquaredEstimator!.Value, effect.IntervalMethod, effect.Level));
    }

    [Fact]
    public void Pool_ByTarget_GivesASubgroupALevelThatAddsUpToTheWhole()
    {
        var effect = EvidenceBase.Bundled.Pool(Outcome.Remission, by: "target").Effect;

        Assert.Equal("target", effect.SubgroupName);
        Assert.Equal(["BCMA", "CD19", "CD19/BCMA", "DSG3"], effect.Subgroups.Select(g => g.Level));
        Assert.Equal(effect.Events, effect.Subgroups.Sum(g => g.Effect.Events));
        Assert.NotNull(effect.SubgroupTest);
    }

    [Fact]
    public void Pool_NoEventsAnywhere_IsZeroWithTheExactPooledInterval()
    {
        var pooled = EvidenceBase.Bundled.Pool(Outcome.Crs(3));

        Assert.Equal(0, pooled.Effect.Leading.Value);

        // Clopper–Pearson with no event has the closed upper limit 1 − (α/2)^(1/n); closed forms to 1e-10.
        Assert.Equal(1 - Math.Pow(0.025, 1.0 / 196), pooled.Effect.Leading.Interval!.Value.Upper, 1e-10);
        Assert.Contains("CRS grade ≥ 3: 0.0% (95% CI 0.0 to 1.9), 28 arms, 0/196 patients; binomial-normal", pooled.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pool_SingleArm_Answers()
    {
        var evidence = new EvidenceBase([new("One", Disease.Sle, new(2024), 7, remission: new(5, 7, "DORIS"))]);

        var pooled = evidence.Pool(Outcome.Remission);

        Assert.Equal(1, pooled.Effect.StudyCount);
        Assert.Equal(5.0 / 7, pooled.Effect.Pooled.Value!.Value, 1e-8);
        Assert.Contains(", 1 arm, 5/7 patients", pooled.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pool_NoArmReportsTheOutcome_Throws() => Assert.Throws<NoDataException>(() => EvidenceBase.Bundled.Pool(Outcome.Death));

    [Fact]
    public void Notes_CountsAndModel_AreBothTold()
    {
        var pooled = EvidenceBase.Bundled.Pool(Outcome.Remission);

        Assert.Equal([.. pooled.Data.Notes, .. pooled.Effect.Notes], pooled.Notes);
        Assert.NotEmpty(pooled.Data.Notes);
    }

    [Fact]
    public void ToString_Pooled_IsOneLineWithEstimateIntervalAndCounts() =>
        Assert.Matches(@"^Remission: (average over studies )?\d+\.\d% \(95% CI \d+\.\d to \d+\.\d\), 22 arms, 121/159 patients; binomial-normal, tau² = \d+(\.\d+)?$", EvidenceBase.Bundled.Pool(Outcome.Remission).ToString());
}
