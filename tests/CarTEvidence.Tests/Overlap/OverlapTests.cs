namespace CarTEvidence.Tests.Overlap;

public sealed class OverlapTests
{
    [Fact]
    public void Resolve_SupersedingReportWithTheOutcome_TakesThePlaceOfTheEarlier()
    {
        var data = Count(Arm("Early", 2022, 5), Arm("Late", 2024, 15, supersedes: "Early"));

        Assert.Equal(["Late"], Studies(data));
        var dropped = Assert.Single(data.Overlap.Dropped);
        Assert.Equal(("Early", "A", OverlapRule.Superseded, "Late"), (dropped.Study, dropped.Arm, dropped.Rule, dropped.InFavourOf));
    }

    [Fact]
    public void Resolve_SupersedingReportIsSmaller_TakesThePlaceAllTheSame() =>
        Assert.Equal(["Late"], Studies(Count(Arm("Early", 2022, 9), Arm("Late", 2024, 4, supersedes: "Early"))));

    [Fact]
    public void Resolve_SupersedingReportLacksTheOutcome_HidesNothingAndTheAuditSaysSo()
    {
        var data = Count(Arm("Early", 2022, 5), Arm("Late", 2024, evaluable: null, supersedes: "Early"));

        Assert.Equal(["Early"], Studies(data));
        Assert.Equal("Late contains its patients but does not report the outcome", Assert.Single(data.Overlap.Kept).Remark);
    }

    [Fact]
    public void Resolve_SupersedingReportWasNotSelected_HidesNothingAndTheAuditSaysSo()
    {
        var evidence = new EvidenceBase([Arm("Early", 2022, 5), Arm("Late", 2024, 15, supersedes: "Early")]);

        var data = evidence.Where(a => a.Publication.Year < 2023).Count(Outcome.Remission);

        Assert.Equal(["Early"], Studies(data));
        Assert.Equal("Late contains its patients but is not selected", Assert.Single(data.Overlap.Kept).Remark);
    }

    [Fact]
    public void Resolve_ChainOfReports_LeavesTheLastInFavourOfItself()
    {
        var data = Count(Arm("First", 2021, 1), Arm("Second", 2022, 5, supersedes: "First"), Arm("Third", 2024, 15, supersedes: "Second"));

        Assert.Equal(["Third"], Studies(data));
        Assert.All(data.Overlap.Dropped, d => Assert.Equal((OverlapRule.Superseded, "Third"), (d.Rule, d.InFavourOf)));
    }

    [Fact]
    public void Resolve_MiddleOfAChainLacksTheOutcome_TheLastStillContainsTheFirst() =>
        Assert.Equal(["Third"], Studies(Count(Arm("First", 2021, 1), Arm("Second", 2022, evaluable: null, supersedes: "First"), Arm("Third", 2024, 15, supersedes: "Second"))));

    [Fact]
    public void Resolve_MiddleOfAChainWasNotSelected_TheLastStillContainsTheFirst()
    {
        var evidence = new EvidenceBase([Arm("First", 2021, 1), Arm("Second", 2022, 5, supersedes: "First"), Arm("Third", 2024, 15, supersedes: "Second")]);

        Assert.Equal(["Third"], Studies(evidence.Where(a => a.Study != "Second").Count(Outcome.Remission)));
    }

    [Fact]
    public void Resolve_SeveralReportsOfACohort_KeepsTheMostEvaluable()
    {
        var data = Count(Arm("Small", 2025, 3, cohort: "C"), Arm("Large", 2023, 8, cohort: "C"), Arm("Other", 2024, 2, cohort: "D"));

        Assert.Equal(["Large", "Other"], Studies(data));
        var dropped = Assert.Single(data.Overlap.Dropped);
        Assert.Equal((OverlapRule.FewerEvaluable, "Large"), (dropped.Rule, dropped.InFavourOf));
        Assert.Equal("3 evaluable patients; Large of the same cohort has 8", dropped.Reason);
    }

    [Fact]
    public void Resolve_AsManyEvaluable_KeepsTheLatestYear()
    {
        var data = Count(Arm("Later", 2025, 3, cohort: "C"), Arm("Earlier", 2023, 3, cohort: "C"));

        Assert.Equal(["Later"], Studies(data));
        Assert.Equal(OverlapRule.EarlierYear, Assert.Single(data.Overlap.Dropped).Rule);
    }

    [Fact]
    public void Resolve_AsManyEvaluableInOneYear_KeepsTheFirstByName()
    {
        var data = Count(Arm("B", 2025, 3, cohort: "C"), Arm("A", 2025, 3, cohort: "C"));

        Assert.Equal(["A"], Studies(data));
        Assert.Equal(OverlapRule.StudyId, Assert.Single(data.Overlap.Dropped).Rule);
    }

    [Fact]
    public void Resolve_SupersededReportsLeaveBeforeCohortsAreCompared()
    {
        // The largest report of the cohort is superseded by a small one of another cohort: the next largest stays.
        var data = Count(Arm("Large", 2022, 9, cohort: "C"), Arm("Middle", 2023, 5, cohort: "C"), Arm("Late", 2025, 2, cohort: "D", supersedes: "Large"));

        Assert.Equal(["Middle", "Late"], Studies(data));
    }

    [Fact]
    public void Resolve_SplitArmsOfOneStudy_StayTogetherAndAddUpTheirPatients()
    {
        var data = Count(
            Arm("Split", 2023, 4, cohort: "C", arm: "SLE"),
            Arm("Whole", 2024, 6, cohort: "C"),
            Arm("Split", 2023, 3, cohort: "C", arm: "SSc"));

        Assert.Equal(["Split/SLE", "Split/SSc"], data.Arms.Select(a => $"{a.Study}/{a.Arm}"));
        Assert.Equal("6 evaluable patients; Split of the same cohort has 7", Assert.Single(data.Overlap.Dropped).Reason);
    }

    [Fact]
    public void Resolve_SplitArmsPartlyWithoutTheOutcome_CountOnlyThoseThatHaveIt()
    {
        var data = Count(
            Arm("Split", 2023, 4, cohort: "C", arm: "SLE"),
            Arm("Split", 2023, evaluable: null, cohort: "C", arm: "SSc"),
            Arm("Whole", 2024, 6, cohort: "C"));

        Assert.Equal(["Whole"], Studies(data));
    }

    [Fact]
    public void Resolve_ArmsOfOneStudyInTwoCohorts_AreJudgedCohortByCohort()
    {
        var data = Count(
            Arm("Split", 2023, 2, cohort: "C", arm: "SLE"),
            Arm("Split", 2023, 3, cohort: "D", arm: "SSc"),
            Arm("Rival", 2024, 4, cohort: "C"));

        Assert.Equal(["Split/SSc", "Rival/A"], data.Arms.Select(a => $"{a.Study}/{a.Arm}"));
    }

    [Fact]
    public void Resolve_StudiesWithoutACohort_ShareNothing() =>
        Assert.Equal(["One", "Two"], Studies(Count(Arm("One", 2023, 2), Arm("Two", 2024, 3))));

    [Fact]
    public void Keep_SharedPatients_StayAndANoteSaysSo()
    {
        var evidence = new EvidenceBase([Arm("Small", 2025, 3, cohort: "C"), Arm("Large", 2023, 8, cohort: "C")]).ResolveOverlaps(OverlapPolicy.Keep);

        var data = evidence.Count(Outcome.Remission);

        Assert.Equal(["Small", "Large"], Studies(data));
        Assert.Empty(data.Overlap.Dropped);
        Assert.Contains(data.Notes, n => n.StartsWith("Patients are counted more than once: 1 arm", StringComparison.Ordinal));
    }

    [Fact]
    public void Fail_SharedPatients_ThrowsAndNamesThem()
    {
        var evidence = new EvidenceBase([Arm("Small", 2025, 3, cohort: "C"), Arm("Large", 2023, 8, cohort: "C")]).ResolveOverlaps(OverlapPolicy.Fail);

        var error = Assert.Throws<OverlapException>(() => evidence.Count(Outcome.Remission));

        Assert.Contains("Small/A with Large (3 evaluable patients; Large of the same cohort has 8)", error.Message, StringComparison.Ordinal);
        Assert.Equal("Small", Assert.Single(error.Overlaps).Study);
    }

    [Fact]
    public void TryParsePolicy_Code_IsReadInAnyCase()
    {
        Assert.True(OverlapCodes.TryParsePolicy(" Keep ", out var policy));
        Assert.Equal(OverlapPolicy.Keep, policy);
        Assert.False(OverlapCodes.TryParsePolicy("merge", out _));
        Assert.Equal("resolve, keep, fail", OverlapCodes.AllowedPolicies);
    }

    [Fact]
    public void ResolveOverlaps_NoSuchPolicy_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => EvidenceBase.Bundled.ResolveOverlaps((OverlapPolicy)9));

    [Fact]
    public void Audit_ToString_CountsKeptAndDropped() =>
        Assert.Equal("resolve: 1 arm kept, 1 dropped", Count(Arm("Early", 2022, 5), Arm("Late", 2024, 15, supersedes: "Early")).Overlap.ToString());

    [Fact]
    public void Fail_NothingShared_Counts()
    {
        var evidence = new EvidenceBase([Arm("One", 2023, 2), Arm("Two", 2024, 3)]).ResolveOverlaps(OverlapPolicy.Fail);

        Assert.Equal(OverlapPolicy.Fail, evidence.Count(Outcome.Remission).Overlap.Policy);
    }

    [Theory]
    [InlineData("crs>=3", "YTB323Lupus2024", "Morand2025")]
    [InlineData("icans", "Schett2024", "Mueller2026")]
    public void Resolve_BundledLaterReportLacksTheCount_TheEarlierStays(string outcome, string earlier, string later)
    {
        var kept = EvidenceBase.Bundled.Count(Outcome.Parse(outcome)).Overlap.Kept;

        var report = Assert.Single(kept, k => k.Study == earlier);
        Assert.Equal($"{later} contains its patients but does not report the outcome", report.Remark);
        Assert.DoesNotContain(kept, k => k.Study == later);
    }

    [Fact]
    public void Resolve_BundledResponderCounts_ComeFromTheSmallerReportThatHasThem()
    {
        // Granit2023 contains the patients of Chahin2025, but only the latter counts responders.
        var response = EvidenceBase.Bundled.Count(Outcome.Response).Overlap.Kept;

        Assert.Contains(response, k => k.Study == "Chahin2025");
        Assert.DoesNotContain(response, k => k.Study == "Granit2023");
    }

    [Fact]
    public void Resolve_BundledFirstPatientOfErlangen_LeavesInFavourOfTheLastOfTheChain()
    {
        var dropped = EvidenceBase.Bundled.Count(Outcome.Remission).Overlap.Dropped.Single(d => d.Study == "Mougiakakos2021");

        Assert.Equal((OverlapRule.Superseded, "Mueller2024"), (dropped.Rule, dropped.InFavourOf));
    }

    [Fact]
    public void Constructor_StudiesSupersedeEachOther_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => new EvidenceBase([Arm("A", 2023, 2, supersedes: "B"), Arm("B", 2024, 3, supersedes: "A")]));

        Assert.Contains("A → B → A", error.Message, StringComparison.Ordinal);
    }

    private static OutcomeData Count(params TrialArm[] arms) => new EvidenceBase(arms).ResolveOverlaps().Count(Outcome.Remission);

    private static IEnumerable<string> Studies(OutcomeData data) => data.Arms.Select(a => a.Study);

    private static TrialArm Arm(string study, int year, int? evaluable, string? cohort = null, string arm = "A", string? supersedes = null) => new(
        study, Disease.Sle, new Publication(year), treated: 20, arm, cohort, supersedes?.Split(';'), remission: evaluable is { } n ? new(n, n, "DORIS") : null);
}
