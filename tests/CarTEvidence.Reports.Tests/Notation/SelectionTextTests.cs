namespace CarTEvidence.Reports.Tests.Notation;

public class SelectionTextTests
{
    [Theory]
    [InlineData(new string[0], new string[0], "")]
    [InlineData(new[] { "disease=SLE" }, new[] { "disease=SLE" }, "disease=SLE")]
    [InlineData(new[] { "disease=SLE", "year=2024" }, new[] { "disease=SLE", "year=2024" }, "disease=SLE; year=2024")]
    [InlineData(new[] { "arm => arm.Disease == Disease.Sle" }, new string[0], "a condition in code")]
    [InlineData(new[] { "x=>x.Treated > 1", "IsLupus", "target=CD19" }, new[] { "target=CD19" }, "target=CD19; and 2 conditions in code")]
    public void All_SparesTheReaderCode(string[] filters, string[] byColumn, string expected) => Assert.Equal(expected, SelectionText.All(filters, byColumn));

    [Fact]
    public void Summary_OfArmsSelectedInCode_KeepsCodeOutOfItsTitle()
    {
        var data = EvidenceBase.Bundled.Where(arm => arm.Treated > 1).Where("target", "CD19").Count(Outcome.Remission);

        Assert.StartsWith("Remission where target=CD19: ", new PooledOutcome(data, CarTEvidence.MetaAnalysis.Pooling.Proportions(data.Proportions)).Summary().Title, StringComparison.Ordinal);
    }
}
