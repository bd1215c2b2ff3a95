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
    public void SpecificationCurve_OneCriterion_LeavesTheReportsOfTheBundledRemissionThatCountByDoris()
    {
        var curve = EvidenceBase.Bundled.SpecificationCurve(Outcome.Remission, Few);
        var doris = InclusionRule.OneCriterion.Select(EvidenceBase.Bundled, Outcome.Remission).Count(Outcome.Remission);

        // Read in the file: Mackensen 2022 at 3 months (its successor counts drug-free remission), Mueller 2026 at 24 weeks, Feng 2025 at week 12, ChenBCMALN at last follow-up, GC012F at week 48.
        Assert.Equal(["Mackensen2022", "Mueller2026", "Feng2025", "ChenBCMALN", "GC012FRenji2025"], doris.Arms.Select(arm => arm.Study));
        Assert.All(curve.Specifications.Where(s => s.Inclusion == InclusionRule.OneCriterion.Name), s => Assert.Equal((5, 37L, 47L), (s.StudyCount, s.Events, s.Total)));
        Assert.Equal("\"most used criterion\" is DORIS at any time: 5 arms with 47 patients.", Assert.Single(curve.Notes));
        Assert.Contains(curve.Choices, choice => choice.Choice.Value == InclusionRule.OneCriterion.Name);
    }

    [Fact]
    public void OneCriterion_TimesAndSpellings_AreOneCriterionAndSilenceIsNone()
    {
        var evidence = new EvidenceBase(
        [
            Arm("A", 10, "DORIS at week 12"), Arm("B", 10, "doris at 3 months"), Arm("C", 15, "LLDAS"), Arm("D", 90, null), Arm("E", 1, "DORIS"),
        ]);

        Assert.Equal(["A", "B", "E"], InclusionRule.OneCriterion.Select(evidence, Outcome.Remission).Arms.Select(arm => arm.Study));
    }

    [Fact]
    public void OneCriterion_NoReportStatesADefinition_KeepsAllAndIsPassedOver()
    {
        var evidence = new EvidenceBase([Arm("A", 10, null), Arm("B", 12, null)]);

        var curve = evidence.SpecificationCurve(Outcome.Remission, Few, [InclusionRule.AllReports, InclusionRule.OneCriterion]);

        Assert.Equal("\"most used criterion\" leaves the same studies as \"all reports\" and is passed over.", Assert.Single(curve.Notes));
    }

    [Fact]
    public void SpecificationCurve_DefaultGrid_AnswersEverywhere()
    {
        var curve = EvidenceBase.Bundled.Where(arm => arm.Disease == Disease.Sle).SpecificationCurve(Outcome.Remission);

        Assert.True(curve.Specifications.Count > 300, $"{curve.Specifications.Count} specifications");
        Assert.All(curve.Specifications, s => Assert.True(s.Estimate.Value is >= 0 and <= 1 || s.Notes.Count > 0, s.ToString()));
    }

    private static TrialArm Arm(string study, int evaluable, string? definition) =>
        new(study, Disease.Sle, new Publication(2025), evaluable, remission: new(evaluable / 2, evaluable, definition));
}
