namespace CarTEvidence.Tests.Outcomes;

public class DefinitionTextTests
{
    [Theory]
    [InlineData("DORIS at 24 weeks", "DORIS", "24 weeks")]
    [InlineData(" DORIS  at\nweek 24 ", "DORIS", "24 weeks")]
    [InlineData("LLDAS at Month 1", "LLDAS", "1 month")]
    [InlineData("minimal manifestation status at day 180", "minimal manifestation status", "180 days")]
    [InlineData("DORIS at last follow-up", "DORIS", "last follow-up")]
    [InlineData("DORIS", "DORIS", null)]
    [InlineData("remission at one year off immunosuppression", "remission at one year off immunosuppression", null)]
    [InlineData("MGC >=5-point fall at month 3 (modified ITT)", "MGC >=5-point fall at month 3 (modified ITT)", null)]
    [InlineData("no myositis on MRI at 3 months; better strength at 8 months", "no myositis on MRI at 3 months; better strength", "8 months")]
    public void Of_WordsOfAReport_AreCriterionAndTime(string definition, string criterion, string? time) =>
        Assert.Equal((criterion, time), (DefinitionText.Of(definition).Criterion, DefinitionText.Of(definition).Time));

    [Theory]
    [InlineData("DORIS", "doris ", true)]
    [InlineData("DORIS at week 24", "Doris  at 24 weeks", true)]
    [InlineData("DORIS", "DORIS at 6 months", false)]
    [InlineData("DORIS at 24 weeks", "DORIS at 6 months", false)]
    [InlineData("DORIS", null, false)]
    [InlineData(null, null, true)]
    public void Comparer_TwoDefinitions_AreTheSameInAnySpelling(string? first, string? second, bool same)
    {
        Assert.Equal(same, DefinitionText.Comparer.Equals(first, second));
        if (same)
        {
            Assert.Equal(DefinitionText.Comparer.GetHashCode(first!), DefinitionText.Comparer.GetHashCode(second!));
        }
    }
}
