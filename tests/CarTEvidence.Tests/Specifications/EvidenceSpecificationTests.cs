using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Tests.Specifications;

public sealed class EvidenceSpecificationTests
{
    private static readonly SpecificationOptions Few = new()
    {
        Measures = [Measure.Logit],
        Models = [ProportionModel.BinomialNormal, ProportionModel.Random],
        TauSquared = [TauSquaredEstimator.Reml],
        Intervals = [IntervalMethod.Wald],
        Quantities = [PooledQuantity.Typical],
    };

    [Fact]
    public void SpecificationCurve_AllReports_IsTheUsualPool()
    {
        var curve = EvidenceBase.Bundled.SpecificationCurve(Outcome.Remission, Few);
        var pooled = EvidenceBase.Bundled.Pool(Outcome.Remission, new() { Interval = IntervalMethod.Wald });

        var usual = Assert.Single(curve.Specifications, s => s.Inclusion == InclusionRule.AllReports.Name && s.Model == ProportionModel.BinomialNormal);
        Assert.Equal(pooled.Effect.Pooled, usual.Estimate);
        Assert.Equal("Remission", curve.Subject);
    }

    [Fact]
    public void SpecificationCurve_InclusionRules_LeaveTheStudiesTheyName()
    {
        var curve = EvidenceBase.Bundled.SpecificationCurve(Outcome.Remission, Few);
        var patients = curve.Specifications.ToLookup(s => s.Inclusion, s => s.Total);

        Assert.All(patients[InclusionRule.TrialsOnly.Name], n => Assert.True(n < patients[InclusionRule.AllReports.Name].First()));
        Assert.All(patients[InclusionRule.OverlapsKept.Name], n => Assert.True(n > patients[InclusionRule.AllReports.Name].First()));
        Assert.Equal(
            EvidenceBase.Bundled.Where(arm => Outcome.Remission.CountIn(arm)?.Evaluable >= 3).Count(Outcome.Remission).Proportions.Count,
            curve.Specifications.First(s => s.Inclusion == "at least 3 patients").StudyCount);
    }

    [Fact]
    public void SpecificationCurve_RuleThatLeavesNothing_IsPassedOverWithANote()
    {
        var nothing = InclusionRule.Arms("nothing", _ => false);

        var curve = EvidenceBase.Bundled.SpecificationCurve(Outcome.Remission, Few, [InclusionRule.AllReports, nothing]);

        Assert.Contains(curve.Notes, note => note.StartsWith("\"nothing\" leaves no arm", StringComparison.Ordinal));
        Assert.Throws<NoDataException>(() => EvidenceBase.Bundled.SpecificationCurve(Outcome.Remission, Few, [nothing]));
        Assert.Throws<NoDataException>(() => EvidenceBase.Bundled.SpecificationCurve(Outcome.Remission, Few, [nothing, nothing]));
    }

    [Fact]
    public void SpecificationCurve_DefaultGrid_AnswersEverywhere()
    {
        var curve = EvidenceBase.Bundled.Where(arm => arm.Disease == Disease.Sle).SpecificationCurve(Outcome.Remission);

        Assert.True(curve.Specifications.Count > 300, $"{curve.Specifications.Count} specifications");
        Assert.All(curve.Specifications, s => Assert.True(s.Estimate.Value is >= 0 and <= 1 || s.Notes.Count > 0, s.ToString()));
    }
}
