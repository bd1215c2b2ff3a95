using System.CommandLine;
using System.CommandLine.Parsing;

namespace CarTEvidence.Cli.Help;

/// <summary>What is wrong with a command line that cannot be parsed, in words, one sentence a mistake.</summary>
internal static class UsageErrors
{
    // A word further than this from every name was not meant to be one of them.
    private const int FewestEdits = 2;

    /// <summary>The mistakes; empty if there is none.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string[] misspelt = [.. Arguments(parsed).Where(word => word.Length > 1 && word[0] == '-')];
        if (misspelt.Length > 0)
        {
            var options = command.Options.SelectMany(option => option.Aliases.Append(option.Name));
            return [.. misspelt.Select(word => $"there is no option {word}{Meant(word, options)}.")];
        }

        if (command.Subcommands.Count > 0 && parsed.Errors.Count > 0)
        {
            var verbs = command.Subcommands.Select(verb => verb.Name).ToArray();
            var known = $"the verbs are {string.Join(", ", verbs)}.";
            return [parsed.UnmatchedTokens is [var word, ..] ? $"there is no verb \"{word}\"{Meant(word, verbs)}; {known}" : $"a verb is missing; {known}"];
        }

        return parsed.UnmatchedTokens.Count > 0
            ? [.. parsed.UnmatchedTokens.Select(word => $"\"{word}\" is one argument too many.")]
            : [.. parsed.Errors.Select(error => error.Message)];
    }

    /// <summary>What stands where files are named, up to a "--" after which everything is a file.</summary>
    private static IEnumerable<string> Arguments(ParseResult parsed) => parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
        ? []
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(result => result.Tokens).Select(token => token.Value).Concat(parsed.UnmatchedTokens);

    private static string Meant(string word, IEnumerable<string> names)
    {
        var nearest = names.Distinct(StringComparer.Ordinal).Select(name => (Name: name, Edits: Edits(word, name))).Where(n => n.Edits <= FewestEdits && n.Name.Length > n.Edits + 1).OrderBy(n => n.Edits).FirstOrDefault();
        return nearest.Name is { } name ? $"; {name} is the nearest" : string.Empty;
    }

    /// <summary>Letters to change, add or take away from one word to the other (Levenshtein).</summary>
    private static int Edits(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (var i = 0; i < from.Length; i++)
        {
            var (diagonal, last) = (row[0], row[0] = i + 1);
            for (var j = 0; j < to.Length; j++)
            {
                last = Math.Min(Math.Min(row[j + 1], last) + 1, diagonal + (from[i] == to[j] ? 0 : 1));
                (diagonal, row[j + 1]) = (row[j + 1], last);
            }
        }

        return row[^1];
    }
}
