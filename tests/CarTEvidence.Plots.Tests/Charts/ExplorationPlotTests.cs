using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Tests.Scenes;
using CarTEvidence.Resampling;

namespace CarTEvidence.Plots.Tests.Charts;

public class ExplorationPlotTests
{
    private static readonly double[] Latitude = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33];

    private static PooledEffect ByLatitude => Pooling.TwoArm(BcgTrials.Data, new TwoArmOptions { Measure = Measure.RiskRatio }, null, Moderators.None.With("latitude", Latitude));

    [Fact]
    public void BubblePlot_Latitude_HasBandsALineAndEveryTrial()
    {
        var figure = ByLatitude.BubblePlot("latitude", Latitude);
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.Equal(13, figure.Scene.Marks.OfType<GroupMark>().Count(group => group.Name == "study"));
        Assert.Equal(["prediction-band", "confidence-band"], figure.Scene.Flatten().OfType<PolygonMark>().Select(band => band.Style.Name));
        Assert.Contains("Slope −0.0291", figure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void BubblePlot_WrongLength_IsRefused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => ByLatitude.BubblePlot("latitude", [1, 2]));
        Assert.Contains("2 values for 13 studies", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LAbbePlot_BcgTrials_HasEveryTrialAndTheDiagonal()
    {
        var figure = BcgTrials.Data.LAbbePlot();
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.Equal(13, figure.Scene.Marks.OfType<GroupMark>().Count(group => group.Name == "study"));
        var diagonal = figure.Scene.Flatten().OfType<LineMark>().Single(line => line.Style.Name == "reference-line");
        Assert.Equal(diagonal.To.X - diagonal.From.X, diagonal.From.Y - diagonal.To.Y, 9);
    }

    [Fact]
    public void GoshPlot_AllSubsets_StaysWithinThePageAndCountsThem()
    {
        var studies = BcgTrials.RiskRatio.Studies;
        var cloud = AllSubsets.Cloud([.. studies.Select(s => s.Effect!.Value)], [.. studies.Select(s => s.Variance!.Value)]);
        var figure = cloud.GoshPlot(Measure.RiskRatio);
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.Contains("8,191 subsets of 13 studies", figure.Description, StringComparison.Ordinal);
        Assert.InRange(figure.Scene.Flatten().OfType<RectangleMark>().Count(), 100, 10_000);
    }

    [Fact]
    public void BootstrapPlot_BcgTrials_CountsEveryReplicateInItsBars()
    {
        var studies = BcgTrials.RiskRatio.Studies;
        var replicates = Bootstrap.Studies([.. studies.Select(s => s.Effect!.Value)], [.. studies.Select(s => s.Variance!.Value)], new BootstrapOptions { Replicates = 2000 });
        var figure = replicates.BootstrapPlot(Measure.RiskRatio);
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.Contains("2,000 replicates", figure.Description, StringComparison.Ordinal);
        var bars = figure.Scene.Flatten().OfType<RectangleMark>().Where(mark => mark.Style.Name == "bar").Select(mark => mark.Box).ToList();
        var axis = figure.Scene.Marks.OfType<GroupMark>().Single(group => group.Name == "axes").Marks.OfType<TextMark>().Where(text => text.Anchor == TextAnchor.End).ToDictionary(text => int.Parse(text.Text, System.Globalization.CultureInfo.InvariantCulture), text => text.Position.Y);
        var one = (axis[0] - axis[axis.Keys.Max()]) / axis.Keys.Max();
        Assert.Equal(2000, bars.Sum(bar => bar.Height) / one, 6);
    }

    [Theory]
    [InlineData("crs")]
    [InlineData("icans")]
    [InlineData("crs>=3")]
    public void BenefitRiskPlot_BundledEvidence_ShowsTheArmsThatReportBoth(string harm)
    {
        var (benefit, risk) = (EvidenceBase.Bundled.Pool(Outcome.Remission), EvidenceBase.Bundled.Pool(Outcome.Parse(harm)));
        var figure = benefit.BenefitRiskPlot(risk);
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        var both = benefit.Arms.Intersect(risk.Arms).Count();
        Assert.True(both > 0);
        Assert.Equal(both, figure.Scene.Marks.OfType<GroupMark>().Count(group => group.Name == "study"));
    }
}
