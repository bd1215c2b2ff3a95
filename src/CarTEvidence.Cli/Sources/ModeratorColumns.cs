using System.Globalization;

namespace CarTEvidence.Cli.Sources;

/// <summary>Columns of a source as moderators of a permutation test: numbers as they are, text as indicators of its levels but the first; studies that leave one blank are left out.</summary>
/// <param name="Names">What each moderator is called.</param>
/// <param name="Columns">Its values, one a study of <paramref name="Known"/>.</param>
/// <param name="Known">Which of the effects have every moderator.</param>
internal sealed record ModeratorColumns(IReadOnlyList<string> Names, IReadOnlyList<double[]> Columns, int[] Known)
{
    /// <summary>Whether one number a study says it all: a single column of numbers, or of two levels.</summary>
    public bool IsSingle => Columns.Count == 1;

    /// <summary>Reads the columns.</summary>
    /// <param name="data">The effects.</param>
    /// <param name="source">Where they came from.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="asLevels">Whether numbers are labels too.</param>
    /// <exception cref="UsageException">There is no such column.</exception>
    public static ModeratorColumns Read(EffectColumns data, IPoolSource source, IReadOnlyList<string> columns, bool asLevels)
    {
        string?[][] texts = [.. columns.Select(source.Column).Select(column => data.Index.Select(i => string.IsNullOrEmpty(column[i]) ? null : column[i]).ToArray())];
        int[] known = [.. Enumerable.Range(0, data.Effect.Length).Where(i => Array.TrueForAll(texts, column => column[i] is not null))];
        List<string> names = [];
        List<double[]> values = [];
        for (var c = 0; c < columns.Count; c++)
        {
            string[] own = [.. known.Select(i => texts[c][i]!)];
            if (!asLevels && Array.TrueForAll(own, text => Number(text) is not null))
            {
                names.Add(columns[c]);
                values.Add([.. own.Select(text => Number(text)!.Value)]);
                continue;
            }

            foreach (var level in own.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Skip(1))
            {
                names.Add($"{columns[c]}={level}");
                values.Add([.. own.Select(text => text == level ? 1.0 : 0)]);
            }
        }

        return new ModeratorColumns(names, values, known);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
