using System.Reflection;

namespace CarTEvidence.Plots.Tests.Themes;

public class FigureThemeTests
{
    /// <summary>Web Content Accessibility Guidelines 2.2, success criterion 1.4.3: contrast of ordinary text.</summary>
    private const double TextContrast = 4.5;

    /// <summary>Criterion 1.4.11: contrast of graphical objects.</summary>
    private const double GraphicContrast = 3;

    private static IEnumerable<FigureTheme> Presets => typeof(FigureTheme).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(preset => (FigureTheme)preset.GetValue(null)!);

    public static TheoryData<string> Names => [.. typeof(FigureTheme).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(preset => preset.Name)];

    private static FigureTheme Preset(string name) => (FigureTheme)typeof(FigureTheme).GetProperty(name)!.GetValue(null)!;

    [Fact]
    public void Presets_AreDistinct() => Assert.Equal(Presets.Count(), Presets.Distinct().Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_OnEveryBackground_CanBeRead(string name)
    {
        var theme = Preset(name);
        foreach (var behind in new[] { theme.Background, theme.Band, theme.SummaryBand }.OfType<Rgb>())
        {
            Assert.True(Contrast(theme.Text, behind) >= TextContrast, $"{name}: text on {behind}");
            Assert.True(Contrast(theme.MutedText, behind) >= TextContrast, $"{name}: muted text on {behind}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Data_OnTheirBackground_CanBeSeen(string name)
    {
        var theme = Preset(name);
        Assert.True(Contrast(theme.Study, theme.Band ?? theme.Background!.Value) >= GraphicContrast, name);
        Assert.True(Contrast(theme.Summary, theme.SummaryBand ?? theme.Background!.Value) >= GraphicContrast, name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void FontSize_NotPositive_IsRefused(double size) => Assert.Throws<ArgumentOutOfRangeException>(() => FigureTheme.Light with { FontSize = size });

    [Theory]
    [InlineData(5)]
    [InlineData(14)]
    public void FontSize_Changed_KeepsThePlotSound(double size) =>
        Assert.Empty(Scenes.SceneChecks.Faults(Forest.ForestData.RemissionByTarget().ForestPlot(new ForestPlotOptions { Theme = FigureTheme.Light with { FontSize = size } }).Scene));

    private static double Contrast(Rgb a, Rgb b)
    {
        var (light, dark) = (Math.Max(Luminance(a), Luminance(b)), Math.Min(Luminance(a), Luminance(b)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(Rgb color) => 0.2126 * Linear(color.Red) + 0.7152 * Linear(color.Green) + 0.0722 * Linear(color.Blue);

    private static double Linear(byte channel) => channel / 255.0 is <= 0.04045 and var low ? low / 12.92 : Math.Pow((channel / 255.0 + 0.055) / 1.055, 2.4);
}
