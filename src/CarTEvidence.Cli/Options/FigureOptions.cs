using System.CommandLine;
using System.Globalization;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Cli.Sources;
using CarTEvidence.Plots;

namespace CarTEvidence.Cli.Options;

/// <summary><c>--forest</c>, <c>--figure</c>, and how figures look: <c>--theme</c>, <c>--journal</c>, <c>--width</c>.</summary>
internal sealed class FigureOptions
{
    private readonly Option<string?> _forest = new("--forest") { Description = "Also draw the forest plot into this file", HelpName = "FILE.svg" };

    private readonly Option<string[]> _figure = new("--figure")
    {
        Description = $"Also draw a figure into a file; repeat for more. Kinds: {string.Join(", ", FigureCatalog.Names)}",
        HelpName = "KIND=FILE.svg",
    };

    private readonly Option<FigureTheme?> _theme = Named("--theme", "Colours of figures", FigureCatalog.Themes, "theme");

    private readonly Option<ForestJournal?> _journal = Named("--journal", "Whose habits forest plots follow", FigureCatalog.Journals.ToDictionary(j => j.Key, j => (ForestJournal?)j.Value), "journal");

    private readonly Option<string?> _width = new("--width") { Description = "Width of figures in millimetres; journals' columns are about 86 and 178 mm wide", HelpName = "MM" };

    public void AddTo(Command command)
    {
        command.Add(_forest);
        command.Add(_figure);
        command.Add(_theme);
        command.Add(_journal);
        command.Add(_width);
    }

    /// <summary>Draws what was asked for and says so on standard error.</summary>
    /// <exception cref="UsageException">A kind is unknown or cannot be drawn from this result, or a file's name has no format.</exception>
    public void Draw(ParseResult parsed, PooledResult result, CliStreams streams)
    {
        var look = new FigureLook(parsed.GetValue(_theme), parsed.GetValue(_journal), Width(parsed.GetValue(_width)));
        if (parsed.GetValue(_forest) is { } path)
        {
            Save("--forest", "forest", path, result, look, streams);
        }

        foreach (var wish in parsed.GetValue(_figure) ?? [])
        {
            if (wish.Split('=', 2) is not [var kind, { Length: > 0 } file])
            {
                throw new UsageException($"--figure: '{wish}' is no KIND=FILE; kinds: {string.Join(", ", FigureCatalog.Names)}.");
            }

            Save("--figure", kind, file, result, look, streams);
        }
    }

    private static void Save(string option, string kind, string path, PooledResult result, FigureLook look, CliStreams streams)
    {
        try
        {
            var figure = FigureCatalog.Draw(kind, result, look);
            OutputFile.Write(path, () => figure.Save(path));
        }
        catch (ArgumentException unknown)
        {
            throw new UsageException($"{option}: {ArgumentMessage.Of(unknown)}");
        }
        catch (InvalidOperationException impossible)
        {
            throw new UsageException($"{option} {kind}: {impossible.Message}");
        }

        streams.Error.WriteLine($"{path}: {(kind == "forest" ? "forest plot" : kind)}");
    }

    private static double? Width(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var width) && width > 0 && double.IsFinite(width)
            ? width
            : throw new UsageException($"--width: '{text}' is no width in millimetres.");
    }

    private static Option<T?> Named<T>(string name, string description, IReadOnlyDictionary<string, T?> choices, string what)
    {
        var names = choices.Keys.ToArray();
        var list = string.Join(", ", names);
        return NamedOption.Create<T?>(name, $"{description}: {list}", names, text => choices.FirstOrDefault(choice => string.Equals(choice.Key, text, StringComparison.OrdinalIgnoreCase)).Value, what, list);
    }
}
