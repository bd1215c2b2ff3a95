using System.Globalization;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The levels of a grouping in ordinal order, with the studies of each.</summary>
internal static class SubgroupLevels
{
    /// <summary>Sorts the studies into their levels.</summary>
    /// <exception cref="ArgumentException">The column does not have one value a study.</exception>
    public static IReadOnlyList<(string Level, int[] Studies)> Of(Grouping grouping, int count)
    {
        if (grouping.Values.Count != count)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Grouping \"{grouping.Name}\" has {grouping.Values.Count} values for {count} studies."), nameof(grouping));
        }

        return
        [
            .. Enumerable.Range(0, count)
                .GroupBy(i => grouping.Values[i], StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (g.Key, g.ToArray())),
        ];
    }
}
