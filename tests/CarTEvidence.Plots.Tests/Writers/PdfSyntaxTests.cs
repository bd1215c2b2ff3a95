using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Tests.Forest;
using CarTEvidence.Plots.Tests.Kinds;

namespace CarTEvidence.Plots.Tests.Writers;

/// <summary>What the strictest reader says of PDFs: <c>qpdf --check</c> finds nothing wrong.</summary>
public class PdfSyntaxTests
{
    private static readonly TextStyle Style = new("text", 10, Rgb.Black);

    /// <summary>A process for each figure takes time: two sets of studies, one in letters of no standard font.</summary>
    [CheckedFact]
    public void ToPdf_EveryKindOfFigure_IsSound()
    {
        foreach (var set in (string[])["twelve", "not Latin"])
        {
            foreach (var (_, draw, refuses) in FigureKinds.All.Where(kind => !kind.Refuses.Contains(set)))
            {
                Qpdf.Check(draw(StudySet.All[set]));
            }
        }
    }

    [CheckedFact]
    public void ToPdf_EastAsianText_IsSound()
    {
        foreach (var text in (string[])["王伟 2024", "山田たろう", "김철수 金"])
        {
            Qpdf.Check(new Figure(new Scene(200, 50, [new TextMark(new ScenePoint(10, 30), text, Style)]), "Title", "What it shows"));
        }
    }

    [CheckedFact]
    public void ToPdf_AllMarks_AreSound()
    {
        var shape = new ShapeStyle("shape") { Fill = Rgb.Parse("#d9822b"), Stroke = Rgb.Black, Opacity = 0.5, DashLength = 2, DashGap = 1 };
        var scene = new Scene(200, 100,
        [
            new LineMark(new(10, 10), new(50, 50), shape), new RectangleMark(new(60, 10, 90, 40), shape) { CornerRadius = 4 }, new RectangleMark(new(60, 50, 90, 90), shape),
            new CircleMark(new(120, 30), 15, shape), new PolygonMark([new(110, 60), new(140, 60), new(125, 90)], shape),
            new PathMark([PathStep.Move(new(150, 10)), PathStep.Cubic(new(160, 40), new(170, 0), new(190, 20)), PathStep.Close()], shape),
            new TextMark(new(180, 90), "Upwards", Style, TextAnchor.Middle) { Upwards = true }, new TextMark(new(20, 90), "", Style),
        ]);
        Qpdf.Check(new Figure(scene, "All marks", "Every kind of mark"));
        Qpdf.Check(ForestData.RemissionByTarget().ForestPlot());
        Qpdf.Check(ForestData.Many(60, i => "Ωμέγα Żółć 王 " + i.ToString(CultureInfo.InvariantCulture)).ForestPlot());
        Qpdf.Check(ForestData.RemissionPooled(PoolingModel.Random).ForestPlot());
    }
}
