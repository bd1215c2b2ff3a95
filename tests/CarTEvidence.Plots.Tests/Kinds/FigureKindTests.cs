using System.Reflection;
using System.Text;
using System.Xml.Linq;
using CarTEvidence.Plots.Tests.Scenes;

namespace CarTEvidence.Plots.Tests.Kinds;

/// <summary>Every kind of figure from every set of studies: nothing overlaps, nothing is cut, every writer takes it.</summary>
public class FigureKindTests
{
    private static readonly double[] JournalColumns = [86, 178];

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            for (var kind = 0; kind < FigureKinds.All.Count; kind++)
            {
                foreach (var set in StudySet.All.Keys)
                {
                    cases.Add(kind, set);
                }
            }

            return cases;
        }
    }

    [Fact]
    public void Kinds_AreAllPublicMethodsThatDraw()
    {
        var methods = from type in typeof(Figure).Assembly.GetExportedTypes()
                      from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
                      where method.ReturnType == typeof(Figure)
                      let first = method.GetParameters().Select(p => p.ParameterType.Name).Take(method.GetParameters().Any(p => p.ParameterType.Name == "Measure") && method.Name == "ForestPlot" ? 2 : 1)
                      select $"{method.Name}({string.Join(", ", first)})";
        Assert.Equal(methods.Distinct().Order(StringComparer.Ordinal), FigureKinds.All.Select(kind => kind.Method).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Figure_OfASet_IsSoundAtEveryWidthAndInEveryFormat(int kind, string set)
    {
        var (method, draw, refuses) = FigureKinds.All[kind];
        if (refuses.Contains(set))
        {
            var refusal = Assert.ThrowsAny<Exception>(() => draw(StudySet.All[set]));
            Assert.True(refusal is ArgumentException or InvalidOperationException, $"{method}: {refusal}");
            return;
        }

        var figure = draw(StudySet.All[set]);
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.False(string.IsNullOrWhiteSpace(figure.Title));
        Assert.False(string.IsNullOrWhiteSpace(figure.Description));
        Assert.Equal("svg", XDocument.Parse(figure.ToSvg()).Root!.Name.LocalName);
        Assert.StartsWith("%PDF", Encoding.Latin1.GetString(figure.ToPdf(), 0, 4), StringComparison.Ordinal);
        foreach (var width in JournalColumns)
        {
            if (Fitted(figure, width) is { } fitted)
            {
                Assert.Equal(width, fitted.Scene.Width / 72 * 25.4, 1e-6);
                Assert.Empty(SceneChecks.Faults(fitted.Scene).Select(fault => FormattableString.Invariant($"at {width} mm: {fault}")));
            }
        }
    }

    /// <summary>A figure may refuse a page, but only for being too narrow.</summary>
    private static Figure? Fitted(Figure figure, double width)
    {
        try
        {
            return figure.FitTo(width);
        }
        catch (ArgumentException refusal)
        {
            Assert.Contains("too narrow", refusal.Message, StringComparison.Ordinal);
            return null;
        }
    }
}
