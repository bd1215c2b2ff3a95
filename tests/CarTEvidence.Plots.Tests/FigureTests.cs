namespace CarTEvidence.Plots.Tests;

public sealed class FigureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("figures-").FullName;

    private static Figure Sample => new(
        new Scene(60, 30, [new TextMark(new ScenePoint(5, 20), "a < b & c", new TextStyle("text", 10, Rgb.Black))]), "A <title>", "What it \u0001 shows");

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Save_Svg_WritesTheDocumentAndNothingBeside()
    {
        var path = Path.Combine(_folder, "figure.svg");
        File.WriteAllText(path, "old");
        Sample.Save(path);
        Assert.Equal(Sample.ToSvg(), File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("figure.jpeg")]
    [InlineData("figure")]
    public void Save_UnknownExtension_IsRefusedByName(string name)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Sample.Save(Path.Combine(_folder, name)));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Save_MissingFolder_LeavesNothing() => Assert.ThrowsAny<IOException>(() => Sample.Save(Path.Combine(_folder, "none", "figure.svg")));

    [Fact]
    public void FitTo_FigureWithoutLayout_IsScaled()
    {
        var fitted = Sample.FitTo(60 * 2 * 25.4 / 72);
        Assert.Equal((120, 60), (Math.Round(fitted.Scene.Width, 9), Math.Round(fitted.Scene.Height, 9)));
        var text = Assert.IsType<TextMark>(Assert.Single(fitted.Scene.Flatten()));
        Assert.Equal((20, 10, 40), (Math.Round(text.Style.Size, 9), Math.Round(text.Position.X, 9), Math.Round(text.Position.Y, 9)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void FitTo_ImpossibleWidth_IsRefused(double millimetres) => Assert.Throws<ArgumentException>(() => Sample.FitTo(millimetres));

    [Fact]
    public void ToSvg_TwoFigures_ShareNoId()
    {
        var other = new Figure(Sample.Scene, "Another", Sample.Description);
        Assert.NotEqual(Id(Sample.ToSvg()), Id(other.ToSvg()));
        static string Id(string svg) => svg.Split("id=\"")[1].Split('"')[0];
    }

    [Fact]
    public void ToSvg_GivenPrefix_StartsEveryIdAndClass()
    {
        var svg = Sample.ToSvg(new SvgOptions { IdPrefix = "plot-1" });
        var names = svg.Split(["id=\"", "class=\""], StringSplitOptions.None).Skip(1).Select(part => part.Split('"')[0]);
        Assert.All(names, name => Assert.StartsWith("plot-1-", name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a b")]
    public void ToSvg_ImpossiblePrefix_IsRefused(string prefix) => Assert.Throws<ArgumentException>(() => Sample.ToSvg(new SvgOptions { IdPrefix = prefix }));

    [Fact]
    public void ToSvg_MarkupAndControlCharacters_AreEscaped()
    {
        var svg = Sample.ToSvg();
        Assert.Contains("A &lt;title&gt;", svg, StringComparison.Ordinal);
        Assert.Contains("a &lt; b &amp; c", svg, StringComparison.Ordinal);
        Assert.Contains("What it \uFFFD shows", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void ToMarkdown_IsAnImageThatCarriesItsDrawing()
    {
        var figure = new Figure(Forest.ForestData.RemissionPooled().ForestPlot().Scene, "Remission [all]", "Line one\nline two");

        var markdown = figure.ToMarkdown();

        Assert.StartsWith("![Remission \\[all\\]. Line one line two](data:image/svg+xml;base64,", markdown, StringComparison.Ordinal);
        var data = markdown[(markdown.IndexOf("base64,", StringComparison.Ordinal) + "base64,".Length)..markdown.LastIndexOf(')')];
        Assert.Equal(figure.ToSvg(), System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(data)));
    }
}
