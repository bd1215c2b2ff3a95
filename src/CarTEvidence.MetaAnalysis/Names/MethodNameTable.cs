using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace CarTEvidence.MetaAnalysis;

/// <summary>All choices of one kind of method with their names: reads every spelling in any case, and writes the canonical one.</summary>
/// <typeparam name="T">The enumeration of choices.</typeparam>
public sealed class MethodNameTable<T> : IReadOnlyList<MethodName<T>>
    where T : struct, Enum
{
    private readonly MethodName<T>[] _entries;
    private readonly Dictionary<string, MethodName<T>> _bySpelling = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<T, MethodName<T>> _byValue = [];

    internal MethodNameTable(string what, params IEnumerable<MethodName<T>> entries)
    {
        What = what;
        _entries = [.. entries];
        foreach (var entry in _entries)
        {
            _byValue.Add(entry.Value, entry);
            _bySpelling.Add(entry.Name, entry);
        }

        // A code may be shared (GLMM is a model of proportions and of rates): the first entry of a table owns it.
        foreach (var entry in _entries)
        {
            foreach (var spelling in entry.Code is null ? entry.Aliases : [entry.Code, .. entry.Aliases])
            {
                _bySpelling.TryAdd(spelling, entry);
            }
        }
    }

    /// <summary>What is chosen, as a message to the user calls it, for example <c>tau² estimator</c>.</summary>
    public string What { get; }

    /// <summary>Number of choices.</summary>
    public int Count => _entries.Length;

    /// <summary>The choice at <paramref name="index"/>, in the order in which they are listed to users.</summary>
    public MethodName<T> this[int index] => _entries[index];

    /// <summary>The names of <paramref name="value"/>.</summary>
    /// <param name="value">A choice that this table has.</param>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such choice.</exception>
    public MethodName<T> this[T value] =>
        _byValue.TryGetValue(value, out var entry)
            ? entry
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"No {What} of this name here; known: {Choices}.");

    /// <summary>Every choice with its code, for messages: <c>reml, dersimonian-laird (DL), …</c>.</summary>
    public string Choices => string.Join(", ", _entries.Select(e => e.ToString()));

    /// <summary>Reads a name, code or alias in any case.</summary>
    /// <param name="text">The spelling to read.</param>
    /// <param name="value">The choice it names.</param>
    /// <returns>Whether the spelling is known.</returns>
    public bool TryParse([NotNullWhen(true)] string? text, out T value)
    {
        value = default;
        if (text is null || !_bySpelling.TryGetValue(text.Trim(), out var entry))
        {
            return false;
        }

        value = entry.Value;
        return true;
    }

    /// <summary>Reads a name, code or alias in any case.</summary>
    /// <param name="text">The spelling to read.</param>
    /// <returns>The choice it names.</returns>
    /// <exception cref="ArgumentException">The spelling is unknown; the message lists the known ones.</exception>
    public T Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var value)
            ? value
            : throw new ArgumentException($"\"{text}\" is no {What}; known: {Choices}.", nameof(text));
    }

    /// <inheritdoc/>
    public IEnumerator<MethodName<T>> GetEnumerator() => ((IEnumerable<MethodName<T>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
