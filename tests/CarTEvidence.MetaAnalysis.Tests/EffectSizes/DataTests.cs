namespace CarTEvidence.MetaAnalysis.Tests.EffectSizes;

public sealed class DataTests
{
    [Fact]
    public void TwoArmData_MoreEventsThanPatients_IsNamedWithStudyAndValue()
    {
        var error = Assert.Throws<ArgumentException>(() => new TwoArmData(["x", "y"], [1, 7], [5, 6], [0, 0], [5, 5]));
        Assert.Equal("eventsTreated", error.ParamName);
        Assert.Contains("Study \"y\" (entry 2): eventsTreated is 7; it must lie between 0 and the total.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MeanChangeData_CorrelationOfOne_IsRefused() =>
        Assert.Equal("correlation", Assert.Throws<ArgumentException>(() => new MeanChangeData(["a"], [1], [1], [2], [1], [10], [1])).ParamName);

    [Fact]
    public void MeanData_OnePatient_IsRefused() => Assert.Equal("n", Assert.Throws<ArgumentException>(() => new MeanData(["a"], [1], [1], [1])).ParamName);

    [Fact]
    public void RateData_ColumnsOfDifferentLength_AreRefused() =>
        Assert.Equal("time", Assert.Throws<ArgumentException>(() => new RateData(["a", "b"], [1, 2], [1.0])).ParamName);

    [Fact]
    public void GenericData_FromEffectSizes_RefusesTheUndefined()
    {
        var effects = new ProportionData(["a", "b"], [0, 2], [4, 4]).EffectSizes(Measure.Logit, ZeroCorrection.None);
        Assert.Contains("Study \"a\"", Assert.Throws<ArgumentException>(() => new GenericData(effects)).Message, StringComparison.Ordinal);
    }
}
