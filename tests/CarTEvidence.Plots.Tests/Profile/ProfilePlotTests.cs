using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Tests.Charts;

namespace CarTEvidence.Plots.Tests.Profile;

public class ProfilePlotTests
{
    [Fact]
    public void ProfilePlot_TauSquared_NamesRestrictedLikelihoodEstimateAndInterval()
    {
        var profile = BcgTrials.RiskRatio.ProfileLikelihood(ProfiledParameter.TauSquared)!;
        var figure = BcgTrials.RiskRatio.ProfilePlot();
        Assert.Contains("Restricted log-likelihood, below its maximum", Texts(figure));
        Assert.Contains(FormattableString.Invariant($"{profile.Interval.Lower:F3} to {profile.Interval.Upper:F3}"), figure.Description, StringComparison.Ordinal);
    }

    /// <summary>The band is where the curve lies over the dashed line: the curve meets the band's upper corners.</summary>
    [Fact]
    public void ProfilePlot_BandOfTheInterval_EndsWhereTheCurveCrossesTheDashedLine()
    {
        var marks = BcgTrials.RiskRatio.ProfilePlot(ProfiledParameter.Mean).Scene.Flatten().ToList();
        var band = Assert.Single(marks.OfType<RectangleMark>(), rectangle => rectangle.Style.Name == "band").Box;
        var curve = Assert.Single(marks.OfType<PathMark>(), path => path.Style.Name == "profile").Steps.Select(step => step.End).ToList();
        Assert.All((double[])[band.Left, band.Right], edge =>
        {
            var next = curve.FindIndex(point => point.X >= edge);
            Assert.True(Math.Min(curve[next - 1].Y, curve[next].Y) <= band.Top && band.Top <= Math.Max(curve[next - 1].Y, curve[next].Y));
        });
    }

    [Fact]
    public void ProfilePlot_NoEvents_SaysWhyThereIsNone()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Pooling.Proportions(new ProportionData(["A", "B"], [0, 0], [9, 12])).ProfilePlot());
        Assert.Contains("no maximum", refusal.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(Figure figure) => figure.Scene.Flatten().OfType<TextMark>().Select(text => text.Text);
}
