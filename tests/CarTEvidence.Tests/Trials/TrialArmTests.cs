namespace CarTEvidence.Tests.Trials;

public sealed class TrialArmTests
{
    private static readonly Publication In2024 = new(2024) { FirstAuthor = "Müller", Type = PublicationType.Article };

    [Fact]
    public void Constructor_Defaults_AreNotReportedAndACohortOfItsOwn()
    {
        var arm = new TrialArm("One", Disease.Sle, In2024, 3);

        Assert.Equal(("A", "One"), (arm.Arm, arm.Cohort));
        Assert.Null(arm.Design);
        Assert.Null(arm.Construct.Target);
        Assert.Empty(arm.Supersedes);
        Assert.All(Outcome.All, o => Assert.Null(o.CountIn(arm)));
    }

    [Fact]
    public void Constructor_EvaluableExceedTreated_ThrowsAndNamesBoth()
    {
        var error = Assert.Throws<ArgumentException>(() => new TrialArm("One", Disease.Sle, In2024, 3, crs: new GradedToxicity(4)));

        Assert.Equal("crs", error.ParamName);
        Assert.StartsWith("Arm One/A: 4 evaluable patients among 3 treated.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_NobodyTreated_Throws() => Assert.Throws<ArgumentException>(() => new TrialArm("One", Disease.Sle, In2024, 0));

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Constructor_DeathsOutsideTheTreated_Throws(int deaths) => Assert.Throws<ArgumentException>(() => new TrialArm("One", Disease.Sle, In2024, 3, deaths: deaths));

    [Fact]
    public void Constructor_InfectionDenominatorsDiffer_Throws() =>
        Assert.Throws<ArgumentException>(() => new TrialArm("One", Disease.Sle, In2024, 9, seriousInfection: new(1, 8), infection: new(2, 9)));

    [Fact]
    public void Constructor_SupersedesItself_Throws() => Assert.Throws<ArgumentException>(() => new TrialArm("One", Disease.Sle, In2024, 9, supersedes: ["One"]));

    [Fact]
    public void Column_EveryNameOfTheDictionary_AnswersInAnyCase()
    {
        var arm = EvidenceBase.Bundled.Arms.Single(a => a.Study == "Mackensen2022");

        Assert.Equal("DORIS at 3 months", arm.Column("Remission_Definition"));
        Assert.Equal("3", arm.Column(" crs_any "));
        Assert.Equal("8", arm.Column("follow_up_median_months"));
        Assert.Null(arm.Column("costimulatory_domain"));
        Assert.All(EvidenceColumn.Dictionary, c => arm.Column(c.Name.ToUpperInvariant()));
    }

    [Fact]
    public void Column_Unknown_ThrowsAndListsThoseThatExist()
    {
        var arm = new TrialArm("One", Disease.Sle, In2024, 3, extras: new Dictionary<string, string> { ["region"] = "north" });

        var error = Assert.Throws<ArgumentException>(() => arm.Column("tumour"));

        Assert.Contains("There is no column \"tumour\". The columns are study_id, ", error.Message, StringComparison.Ordinal);
        Assert.Contains(", region.", error.Message, StringComparison.Ordinal);
        Assert.Equal("north", arm.Column("REGION"));
    }

    [Theory]
    [InlineData("Year", "region")]
    [InlineData("region", "REGION")]
    [InlineData("region", " ")]
    public void TrialArm_FurtherColumnWithTheNameOfAnother_IsRefused(string first, string second)
    {
        var error = Assert.Throws<ArgumentException>(
            () => new TrialArm("One", Disease.Sle, In2024, 3, extras: new Dictionary<string, string> { [first] = "a", [second] = "b" }));

        Assert.Equal("extras", error.ParamName);
    }

    [Fact]
    public void Equals_SameColumns_IsTrueAndOneOtherColumn_IsFalse()
    {
        TrialArm Make(int events, string region) =>
            new("One", Disease.Sle, In2024, 3, remission: new(events, 3, "DORIS"), extras: new Dictionary<string, string> { ["region"] = region });

        Assert.Equal(Make(2, "north"), Make(2, "north"));
        Assert.Equal(Make(2, "north").GetHashCode(), Make(2, "north").GetHashCode());
        Assert.NotEqual(Make(2, "north"), Make(1, "north"));
        Assert.NotEqual(Make(2, "north"), Make(2, "south"));
    }

    [Fact]
    public void ReportedOutcome_EventsExceedEvaluable_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => new ReportedOutcome(4, 3));

        Assert.Equal("events", error.ParamName);
        Assert.StartsWith("4 events among 3 evaluable patients", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, -1, "evaluable", "the number evaluable, -1, is negative")]
    [InlineData(-1, 3, "events", "the number of events, -1, is negative")]
    public void ReportedOutcome_NegativeCount_Throws(int? events, int evaluable, string parameter, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new ReportedOutcome(events, evaluable));

        Assert.Equal(parameter, error.ParamName);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_Parts_ShowWhatIsKnown()
    {
        Assert.Equal("?/5", new ReportedOutcome(null, 5).ToString());
        Assert.Equal("2/5 (DORIS)", new ReportedOutcome(2, 5, " DORIS ").ToString());
        Assert.Equal("One/A: 3 treated", new TrialArm("One", Disease.Sle, In2024, 3).ToString());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.5)]
    public void FollowUp_NotALengthOfTime_Throws(double months) => Assert.Throws<ArgumentException>(() => new FollowUp(months));

    [Fact]
    public void FollowUp_ToString_ShowsMedianAndRange() => Assert.Equal("8.5 months (5 to 17)", new FollowUp(8.5, 5, 17).ToString());
}
