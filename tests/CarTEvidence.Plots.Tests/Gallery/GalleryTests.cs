using System.Runtime.CompilerServices;
using System.Text;
using System.Xml.Linq;
using CarTEvidence.Plots.Tests.Scenes;

namespace CarTEvidence.Plots.Tests.Gallery;

/// <summary>
/// The gallery of <c>docs/gallery</c>. With the environment variable <c>CARTEVIDENCE_WRITE_GALLERY</c> set the tests write it anew; without it they check that every figure
/// can be drawn soundly today and that the page shows it.
/// </summary>
public class GalleryTests
{
    public static TheoryData<string> Names => [.. GalleryFigures.All.Select(figure => figure.Name)];

    private static bool Writing => Environment.GetEnvironmentVariable("CARTEVIDENCE_WRITE_GALLERY") is { Length: > 0 };

    [Theory]
    [MemberData(nameof(Names))]
    public void Figure_OfTheGallery_IsSoundAndShown(string name)
    {
        var figure = GalleryFigures.All.Single(entry => entry.Name == name).Draw();
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.NotEmpty(figure.Description);
        var path = Path.Combine(Folder(), name + ".svg");
        if (Writing)
        {
            figure.Save(path);
        }

        Assert.Equal("svg", XDocument.Load(path).Root!.Name.LocalName);
        Assert.StartsWith("%PDF", Encoding.Latin1.GetString(figure.ToPdf(), 0, 4), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Figure_UnderACommaCulture_HasTheSameBytes(string name)
    {
        var entry = GalleryFigures.All.Single(figure => figure.Name == name);
        var expected = entry.Draw().ToSvg();
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(expected, entry.Draw().ToSvg());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Page_OfTheGallery_ShowsEveryFigure()
    {
        var page = new StringBuilder("# Gallery\n\nEvery kind of figure, drawn from the bundled evidence or from the BCG vaccine trials (Colditz et al., JAMA 1994).\n");
        foreach (var figure in GalleryFigures.All)
        {
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n## {figure.Caption}\n\n`{figure.Code}`\n\n![{figure.Caption}]({figure.Name}.svg)\n");
        }

        var path = Path.Combine(Folder(), "README.md");
        if (Writing)
        {
            File.WriteAllText(path, page.ToString());
        }

        Assert.Equal(page.ToString(), File.ReadAllText(path));
    }

    private static string Folder([CallerFilePath] string caller = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "docs", "gallery"));
}
