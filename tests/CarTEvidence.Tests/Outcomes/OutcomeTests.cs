namespace CarTEvidence.Tests.Outcomes;

public sealed class OutcomeTests
{
    [Fact]
    public void All_Names_AreThoseOfTheCommandLine() => Assert.Equal(
        ["remission", "response", "drug-free", "relapse", "crs", "crs>=2", "crs>=3", "icans", "icans>=2", "icans>=3", "serious-infection", "infection", "death"],
        Outcome.All.Select(o => o.Name));

    [Fact]
    public void Parse_EveryName_FindsTheOutcome() => Assert.All(Outcome.All, o => Assert.Same(o, Outcome.Parse(o.Name.ToUpperInvariant())));

    [Theory]
    [InlineData("crs >= 3", "crs>=3")]
    [InlineData("CRS≥3", "crs>=3")]
    [InlineData("crs>=1", "crs")]
    [InlineData("icans>=5", "icans>=5")]
    public void Parse_OtherSpellings_AreUnderstood(string spelling, string name) => Assert.Equal(name, Outcome.Parse(spelling).Name);

    [Theory]
    [InlineData("survival")]
    [InlineData("crs>=6")]
    [InlineData("remission>=1")]
    [InlineData("death≥1")]
    [InlineData("")]
    public void Parse_Unknown_ThrowsAndListsTheOutcomes(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => Outcome.Parse(name));

        Assert.StartsWith($"There is no outcome \"{name}\". The outcomes are remission, response, drug-free, relapse, crs, crs>=2, crs>=3, ", error.Message, StringComparison.Ordinal);
        Assert.False(Outcome.TryParse(name, out _));
    }

    [Fact]
    public void Label_GradedOutcome_NamesTheGrade()
    {
        Assert.Equal("CRS grade ≥ 3", Outcome.Crs(3).Label);
        Assert.Equal("ICANS, any grade", Outcome.Icans().Label);
        Assert.Equal((3, GradingSystem.Astct2019), (Outcome.Crs(3).AtLeastGrade, Outcome.Crs(3).GradingSystem));
        Assert.Null(Outcome.Remission.GradingSystem);
    }

    [Fact]
    public void Direction_BenefitAndHarm_AreToldApart()
    {
        Outcome[] benefits = [Outcome.Remission, Outcome.Response, Outcome.DrugFree];

        Assert.All(Outcome.All, o => Assert.Equal(benefits.Contains(o) ? OutcomeDirection.Benefit : OutcomeDirection.Harm, o.Direction));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Crs_NoSuchGrade_Throws(int grade) => Assert.Throws<ArgumentOutOfRangeException>(() => Outcome.Crs(grade));

    [Fact]
    public void CountIn_Death_HasTheTreatedAsDenominator() =>
        Assert.Equal(new OutcomeCount(1, 7, null), Outcome.Death.CountIn(new TrialArm("One", Disease.Sle, new(2024), 7, deaths: 1)));

    [Fact]
    public void CountIn_NobodyEvaluable_IsNull() =>
        Assert.Null(Outcome.Remission.CountIn(new TrialArm("One", Disease.Sle, new(2024), 7, remission: new(0, 0))));

    [Fact]
    public void CountIn_GradedOutcome_CarriesTheScaleAsItsDefinition()
    {
        var arm = new TrialArm("One", Disease.Sle, new(2024), 7, crs: new(7, any: 5, grade1: 4, gradingSystem: GradingSystem.Lee2014));

        Assert.Equal(new OutcomeCount(1, 7, "Lee 2014"), Outcome.Crs(2).CountIn(arm));
        Assert.Null(Outcome.Crs(3).CountIn(arm));
    }
}
