using CarTEvidence.Plots.Tests.Scenes;

namespace CarTEvidence.Plots.Tests.Charts;

public class ChartWidthTests
{
    [Fact]
    public void FitTo_AChart_KeepsTheFontAndNarrowsThePlot()
    {
        var wide = BcgTrials.RiskRatio.FunnelPlot();
        var narrow = wide.FitTo(86);
        Assert.Equal(86, narrow.Scene.Width / 72 * 25.4, 1e-6);
        Assert.Equal(wide.Scene.Flatten().OfType<TextMark>().Max(text => text.Style.Size), narrow.Scene.Flatten().OfType<TextMark>().Max(text => text.Style.Size));
        Assert.Empty(SceneChecks.Faults(narrow.Scene));
    }

    [Fact]
    public void FitTo_InfluencePanels_StandInBandsOnANarrowPage()
    {
        var wide = BcgTrials.RiskRatio.InfluencePlot();
        var narrow = wide.FitTo(86);
        Assert.True(narrow.Scene.Height > 2 * wide.Scene.Height);
        Assert.Equal(1, wide.Scene.Flatten().OfType<TextMark>().Count(text => text.Text == "Study"));
        Assert.Equal(3, narrow.Scene.Flatten().OfType<TextMark>().Count(text => text.Text == "Study"));
    }

    [Fact]
    public void FitTo_TooNarrow_IsRefusedWithTheWidthNeeded() =>
        Assert.Contains("12 mm is too narrow", Assert.Throws<ArgumentException>(() => BcgTrials.RiskRatio.BaujatPlot().FitTo(12)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void WidthMillimetres_Impossible_IsRefused(double width)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChartOptions { WidthMillimetres = width });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FunnelPlotOptions { WidthMillimetres = width });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EvidenceMapOptions { WidthMillimetres = width });
    }
}
