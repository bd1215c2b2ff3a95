using System.Text;
using System.Text.RegularExpressions;

namespace CarTEvidence.Cli.Tests;

/// <summary>Every example of docs/cli.md is run and must print what the page shows, so far as it shows it (a line "…" ends the comparison).</summary>
public sealed partial class DocumentedExamplesTests
{
    /// <summary>Too long for a test, or about files that only a cluster has; the verbs have tests of their own.</summary>
    private static readonly string[] NotRun = ["report ", "arms.csv", "part", "1000000", "audit "];

    private static readonly Dictionary<string, string> Files = new()
    {
        ["trials.csv"] = "trial,deaths,n\nT1,1,20\nT2,0,15\nT3,4,40\n",
        ["bad.csv"] = "study_id,year,cohort_id,disease,n_treated,n_evaluable_remission,remission_events,remission_definition\nOne,2024,C,SLE,nine,,,\nTwo,2024,D,SLE,12,12,14,DORIS\n",
    };

    public static TheoryData<string, string> Examples()
    {
        var examples = new TheoryData<string, string>();
        foreach (Match block in Console().Matches(Page()))
        {
            var command = block.Groups["command"].Value;
            if (block.Groups["output"].Length > 0 && !NotRun.Any(n => command.Contains(n, StringComparison.Ordinal)))
            {
                examples.Add(command, block.Groups["output"].Value);
            }
        }

        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_Run_PrintsWhatThePageShows(string command, string expected)
    {
        using var folder = new TemporaryFolder();
        var (arguments, input) = Parse(command);
        foreach (var (name, text) in Files)
        {
            File.WriteAllText(Path.Combine(folder.Path, name), text);
        }

        var run = CliRun.WithInput(input, [.. arguments.Select(a => Files.ContainsKey(a) ? Path.Combine(folder.Path, a) : a)]);
        var printed = (run.Out.Length > 0 ? run.Out : run.Error).Replace(folder.Path + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal);

        var shown = expected.Split("\n…\n")[0];
        Assert.Equal(shown.TrimEnd('\n'), shown == expected ? printed.TrimEnd('\n') : printed[..Math.Min(printed.Length, shown.Length)].TrimEnd('\n'));
    }

    [Fact]
    public void Examples_OfThePage_AreFound() => Assert.InRange(Examples().Count, 5, 100);

    /// <summary>Splits a line as a shell does, with what is echoed into it as standard input.</summary>
    private static (string[] Arguments, string Input) Parse(string command)
    {
        var parts = command.Split(" | ", 2);
        var echoed = parts.Length == 2 ? Words(parts[0])[1] + "\n" : string.Empty;
        return (Words(parts[^1])[1..], echoed);
    }

    private static string[] Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        foreach (var c in line + " ")
        {
            if (quote != '\0' || c is '"' or '\'')
            {
                if (quote == '\0')
                {
                    quote = c;
                }
                else if (c == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(c);
                }
            }
            else if (c != ' ')
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return [.. words];
    }

    private static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CarTEvidence.sln")))
        {
            folder = folder.Parent!;
        }

        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "cli.md")).ReplaceLineEndings("\n");
    }

    [GeneratedRegex("```console\n\\$ (?<command>[^\n]+)\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Console();
}
