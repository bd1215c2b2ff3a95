using CarTEvidence.Plots.Tests.Kinds;

namespace CarTEvidence.Plots.Tests.Writers;

/// <summary>What a reader sees who opens a PDF: poppler draws every kind of figure.</summary>
public class PdfRenderingTests
{
    private const int DotsPerInch = 48;
    private const double PointsPerInch = 72;

    // Hair lines and small letters: the sparsest figure inks a hundredth of its page.
    private const double LeastInk = 0.01;
    private const double MostInk = 0.75;

    [RenderedFact]
    public void ToPdf_EveryKindOfFigure_IsDrawnByAViewer()
    {
        foreach (var (method, draw, refuses) in FigureKinds.All.Where(kind => !kind.Refuses.Contains("twelve")))
        {
            AssertDrawn(method, draw(StudySet.All["twelve"]));
        }
    }

    [RenderedFact]
    public void ToPdf_EverySetOfStudies_IsDrawnByAViewer()
    {
        foreach (var (name, set) in StudySet.All)
        {
            AssertDrawn($"forest of {name}", set.Exact.ForestPlot());
        }
    }

    /// <summary>The marks are where the scene has them, the right way up: a box in the lower left corner inks only that.</summary>
    [RenderedFact]
    public void ToPdf_Mark_IsWhereTheSceneHasIt()
    {
        var scene = new Scene(200, 100, [new RectangleMark(new(0, 50, 50, 100), new ShapeStyle("box") { Fill = Rgb.Black })]);

        var page = Rendering.Of(new Figure(scene, "Box", "A box").ToPdf(), DotsPerInch);

        Assert.Equal(1, page.Ink(0.02, 0.55, 0.23, 0.95), 0.01);
        Assert.Equal(0, page.Ink(0.3, 0, 1, 1));
        Assert.Equal(0, page.Ink(0, 0, 1, 0.45));
    }

    private static void AssertDrawn(string what, Figure figure)
    {
        var page = Rendering.Of(figure.ToPdf(), DotsPerInch);

        Assert.InRange(page.Width, figure.Scene.Width * DotsPerInch / PointsPerInch - 1, figure.Scene.Width * DotsPerInch / PointsPerInch + 1);
        Assert.InRange(page.Height, figure.Scene.Height * DotsPerInch / PointsPerInch - 1, figure.Scene.Height * DotsPerInch / PointsPerInch + 1);
        Assert.True(page.Ink() is > LeastInk and < MostInk, FormattableString.Invariant($"{what}: {page.Ink():P1} of the page is inked."));
    }
}
