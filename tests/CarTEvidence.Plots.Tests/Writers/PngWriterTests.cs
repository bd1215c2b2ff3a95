using System.Buffers.Binary;
using CarTEvidence.Plots.Writers.Png;

namespace CarTEvidence.Plots.Tests.Writers;

public sealed class PngWriterTests : IDisposable
{
    private readonly string _empty = Directory.CreateTempSubdirectory("path-").FullName;

    private static Figure Sample => new(new Scene(144, 72, [new RectangleMark(new SceneBox(10, 10, 60, 60), new ShapeStyle("box") { Fill = Rgb.Black })]), "Title", "Description");

    public void Dispose() => Directory.Delete(_empty, true);

    [Fact]
    public void Find_NothingOnThePath_NamesWhatWasLookedFor()
    {
        if (File.Exists("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome") || OperatingSystem.IsWindows())
        {
            return;
        }

        var refusal = Assert.Throws<NotSupportedException>(() => PngWriter.Find(_empty));
        Assert.All(["rsvg-convert", "resvg", "inkscape", "chromium", ".svg or .pdf"], name => Assert.Contains(name, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Find_SeveralConverters_TakesTheBest()
    {
        File.WriteAllText(Path.Combine(_empty, "chromium"), "");
        File.WriteAllText(Path.Combine(_empty, "resvg"), "");
        Assert.Equal(Path.Combine(_empty, "resvg"), PngWriter.Find(_empty));
    }

    [Fact]
    public void ToPng_UnknownConverter_IsRefusedByName()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Sample.ToPng(new PngOptions { Converter = "/usr/bin/paint" }));
        Assert.Contains("/usr/bin/paint", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_000)]
    public void ToPng_ImpossibleResolution_IsRefused(int dpi) => Assert.Throws<ArgumentOutOfRangeException>(() => Sample.ToPng(new PngOptions { Dpi = dpi }));

    /// <summary>Two inches by one at 150 dots an inch, through every converter this machine has.</summary>
    [Fact]
    public void ToPng_InstalledConverters_GiveThePixelsAskedFor()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var installed = PngConverter.All.Select(converter => converter.Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)).OfType<string>();
        foreach (var program in installed)
        {
            var png = Sample.ToPng(new PngOptions { Dpi = 150, Converter = program });
            Assert.Equal("\u0089PNG", System.Text.Encoding.Latin1.GetString(png, 0, 4));
            Assert.Equal((program, 300, 150), (program, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        }
    }
}
