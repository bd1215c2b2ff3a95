using System.Collections;

namespace CarTEvidence.MetaAnalysis;

/// <summary>A read-only list whose entries are computed each time they are asked for, so that a million studies cost nothing until they are printed.</summary>
internal sealed class LazyList<T>(int count, Func<int, T> entry) : IReadOnlyList<T>
{
    /// <inheritdoc/>
    public int Count { get; } = count;

    /// <inheritdoc/>
    public T this[int index] => index >= 0 && index < Count ? entry(index) : throw new ArgumentOutOfRangeException(nameof(index), index, "No such entry.");

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return entry(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
