namespace CarTEvidence.MetaAnalysis.Tests.Names;

public sealed class MethodNamesTests
{
    [Theory]
    [InlineData("DL", TauSquaredEstimator.DerSimonianLaird)]
    [InlineData("dersimonian-laird", TauSquaredEstimator.DerSimonianLaird)]
    [InlineData("DERSIMONIAN-LAIRD", TauSquaredEstimator.DerSimonianLaird)]
    [InlineData("hsK", TauSquaredEstimator.HunterSchmidtCorrected)]
    [InlineData(" reml ", TauSquaredEstimator.Reml)]
    [InlineData("DLIT", TauSquaredEstimator.DerSimonianLairdIterated)]
    public void Parse_AnySpellingInAnyCase_GivesTheEstimator(string text, TauSquaredEstimator expected) =>
        Assert.Equal(expected, MethodNames.TauSquaredEstimators.Parse(text));

    [Theory]
    [InlineData("z", IntervalMethod.Wald)]
    [InlineData("knha", IntervalMethod.Hksj)]
    [InlineData("adhoc", IntervalMethod.HksjAdHoc)]
    [InlineData("PL", IntervalMethod.ProfileLikelihood)]
    [InlineData("kr", IntervalMethod.KenwardRoger)]
    public void Parse_CodeOfAnInterval_GivesTheInterval(string text, IntervalMethod expected) =>
        Assert.Equal(expected, MethodNames.Intervals.Parse(text));

    [Fact]
    public void Parse_UnknownName_NamesTheValueAndTheChoices()
    {
        var error = Assert.Throws<ArgumentException>(() => MethodNames.TauSquaredEstimators.Parse("REMML"));
        Assert.Contains("\"REMML\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("dersimonian-laird (DL)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ModelsFor_GlmmOfEachKind_ReadsAsTheModelOfThatKind()
    {
        Assert.Equal(PoolingModel.BinomialNormal, MethodNames.ModelsFor(MeasureKind.Proportion).Parse("GLMM"));
        Assert.Equal(PoolingModel.PoissonNormal, MethodNames.ModelsFor(MeasureKind.Rate).Parse("glmm"));
    }

    [Fact]
    public void Names_OfEveryEnumeration_AreCompleteAndComeBack()
    {
        Complete(MethodNames.Models);
        Complete(MethodNames.ProportionModels);
        Complete(MethodNames.TauSquaredEstimators);
        Complete(MethodNames.Intervals);
        Complete(MethodNames.Predictions);
        Complete(MethodNames.StudyIntervals);
        Complete(MethodNames.TauSquaredIntervals);
        Complete(MethodNames.ZeroCorrectionScopes);
        Complete(MethodNames.SubgroupTauSquared);
    }

    [Fact]
    public void ModelsFor_EveryKind_HasAtLeastOneModelWithItsName()
    {
        foreach (var kind in Enum.GetValues<MeasureKind>())
        {
            Assert.All(MethodNames.ModelsFor(kind), m => Assert.Equal(m.Value, MethodNames.ModelsFor(kind).Parse(m.Name)));
        }
    }

    private static void Complete<T>(MethodNameTable<T> table)
        where T : struct, Enum
    {
        Assert.Equal(Enum.GetValues<T>().Order(), table.Select(e => e.Value).Order());
        Assert.All(table, e => Assert.Equal(e.Value, table.Parse(e.Name)));
        Assert.All(table, e => Assert.Equal(e.Name, table[e.Value].Name));
        Assert.Equal(table.Count, table.Select(e => e.Label).Distinct().Count());
        Assert.All(table, e => Assert.NotEmpty(e.Label));
    }
}
