using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace CarTEvidence;

/// <summary>Columns of one arm that the dictionary does not know, found by name in any case. The arms of a file share the names.</summary>
internal sealed class FurtherColumns(string[] names, string[] values) : IReadOnlyDictionary<string, string>
{
    public int Count => names.Length;

    public IEnumerable<string> Keys => names;

    public IEnumerable<string> Values => values;

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no further column \"{key}\".");

    public static FurtherColumns Copy(IReadOnlyDictionary<string, string> columns) => columns as FurtherColumns ?? new(Names([.. columns.Keys]), [.. columns.Values]);

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var index = IndexOf(key);
        value = index < 0 ? null : values[index];
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => names.Zip(values, KeyValuePair.Create).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (string.Equals(names[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The names, which are written beside those of the dictionary and must be found again.</summary>
    private static string[] Names(string[] extras)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in extras)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(extras));
            if (EvidenceColumn.Find(name) is not null || !seen.Add(name))
            {
                throw new ArgumentException($"There is another column named \"{name}\" already.", nameof(extras));
            }
        }

        return extras;
    }
}
