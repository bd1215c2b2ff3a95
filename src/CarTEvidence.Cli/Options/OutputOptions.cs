using System.CommandLine;
using CarTEvidence.Cli.Printing;

namespace CarTEvidence.Cli.Options;

/// <summary><c>--format</c>.</summary>
internal static class OutputOptions
{
    /// <summary>The forms that a result has.</summary>
    public static Option<OutputFormat?> Result() => Format("How the result is printed", OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv, OutputFormat.Markdown);

    public static Option<OutputFormat?> Format(string description, params OutputFormat[] formats)
    {
        string[] names = [.. formats.Select(f => f.ToString().ToLowerInvariant())];
        var choices = string.Join(", ", names);
        return NamedOption.Create<OutputFormat?>(
            "--format",
            $"{description}: {choices}",
            names,
            text => Array.FindIndex(names, n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase)) is var found and >= 0 ? formats[found] : null,
            "format",
            choices);
    }
}
