namespace CarTEvidence.MetaAnalysis;

/// <summary>Rows sorted so that every inner unit, and every outer cluster of units, is a contiguous range.</summary>
/// <remarks>Clusters and units keep the order in which they first appear, so the arithmetic does not depend on how labels sort.</remarks>
internal sealed class NestedGroups
{
    private NestedGroups(int[] order, int[] innerStart, int[] outerStart, string[] outerLabel)
    {
        Order = order;
        InnerStart = innerStart;
        OuterStart = outerStart;
        OuterLabel = outerLabel;
    }

    /// <summary>Original row of each sorted row, length k.</summary>
    public int[] Order { get; }

    /// <summary>First sorted row of each inner unit, and k at the end.</summary>
    public int[] InnerStart { get; }

    /// <summary>First inner unit of each outer cluster, and the number of units at the end.</summary>
    public int[] OuterStart { get; }

    /// <summary>Label of each outer cluster.</summary>
    public string[] OuterLabel { get; }

    /// <summary>Number of inner units.</summary>
    public int InnerCount => InnerStart.Length - 1;

    /// <summary>Number of outer clusters.</summary>
    public int OuterCount => OuterStart.Length - 1;

    public static NestedGroups Of(IReadOnlyList<string> outer, IReadOnlyList<string> inner)
    {
        var k = outer.Count;
        var outerOf = Codes(k, i => outer[i], out var outerLabel);
        var innerOf = Codes(k, i => (outerOf[i], inner[i]), out _);
        var order = new int[k];
        var key = new long[k];
        for (var i = 0; i < k; i++)
        {
            order[i] = i;
            key[i] = ((long)outerOf[i] << 32) | (uint)innerOf[i];
        }

        // Ties (rows of one unit) keep the order of the data.
        Array.Sort(order, (a, b) => key[a] != key[b] ? key[a].CompareTo(key[b]) : a.CompareTo(b));
        var innerStart = new List<int>();
        var outerStart = new List<int>();
        for (var i = 0; i < k; i++)
        {
            if (i == 0 || key[order[i]] != key[order[i - 1]])
            {
                if (i == 0 || outerOf[order[i]] != outerOf[order[i - 1]])
                {
                    outerStart.Add(innerStart.Count);
                }

                innerStart.Add(i);
            }
        }

        outerStart.Add(innerStart.Count);
        innerStart.Add(k);
        return new NestedGroups(order, [.. innerStart], [.. outerStart], outerLabel);
    }

    private static int[] Codes<TKey>(int count, Func<int, TKey> label, out TKey[] levels)
        where TKey : notnull
    {
        var seen = new Dictionary<TKey, int>();
        var found = new List<TKey>();
        var code = new int[count];
        for (var i = 0; i < count; i++)
        {
            var key = label(i);
            if (!seen.TryGetValue(key, out code[i]))
            {
                code[i] = found.Count;
                seen.Add(key, code[i]);
                found.Add(key);
            }
        }

        levels = [.. found];
        return code;
    }
}
