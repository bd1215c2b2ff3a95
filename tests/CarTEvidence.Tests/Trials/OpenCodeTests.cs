namespace CarTEvidence.Tests.Trials;

public sealed class OpenCodeTests
{
    [Fact]
    public void Parse_KnownCodeInAnyCase_IsTheWellKnownValue()
    {
        Assert.Same(Disease.Sle, Disease.Parse(" sle "));
        Assert.Same(Target.Cd19Bcma, Target.Parse("cd19/bcma"));
        Assert.Same(CellType.CaarT, CellType.Parse("CAAR-T"));
        Assert.Equal("systemic lupus erythematosus", Disease.Sle.Name);
    }

    [Fact]
    public void Parse_NewCode_IsAcceptedAndEqualToItselfInAnyCase()
    {
        var disease = Disease.Parse("GBS");

        Assert.False(disease.IsWellKnown);
        Assert.Equal("GBS", disease.Name);
        Assert.True(disease == Disease.Parse("gbs"));
        Assert.Equal(disease.GetHashCode(), Disease.Parse("gbs").GetHashCode());
        Assert.True(disease != Disease.Sle);
    }

    [Fact]
    public void Equals_SameTextOfAnotherKind_IsFalse() => Assert.False(Target.Parse("CD28").Equals(CostimulatoryDomain.Cd28));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Parse_Blank_Throws(string code) => Assert.Throws<ArgumentException>(() => Disease.Parse(code));

    [Fact]
    public void WellKnown_CodesOfTheBundledEvidence_AreAllKnown() => Assert.All(EvidenceBase.Bundled.Arms, a => Assert.True(
        a.Disease.IsWellKnown && a.Construct.Target!.IsWellKnown && a.Construct.CellType!.IsWellKnown && a.Construct.CostimulatoryDomain is null or { IsWellKnown: true }));

    [Fact]
    public void Code_EveryClosedValue_HasACodeOfItsOwn()
    {
        AssertCodes<StudyDesign>(v => v.Code());
        AssertCodes<PublicationType>(v => v.Code());
        AssertCodes<Population>(v => v.Code());
        AssertCodes<CellSource>(v => v.Code());
        AssertCodes<Confidence>(v => v.Code());
        AssertCodes<OverlapPolicy>(v => v.Code());
        AssertCodes<OverlapRule>(v => v.Code());
        Assert.Equal("phase1_2", StudyDesign.Phase1Phase2.Code());
        Assert.Equal("in_vivo", CellSource.InVivo.Code());
        Assert.Throws<ArgumentOutOfRangeException>(() => ((CellSource)7).Code());
    }

    private static void AssertCodes<T>(Func<T, string> code)
        where T : struct, Enum =>
        Assert.Equal(Enum.GetValues<T>().Length, Enum.GetValues<T>().Select(code).Distinct().Count());
}
