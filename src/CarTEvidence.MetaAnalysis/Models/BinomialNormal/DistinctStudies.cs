namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The distinct pairs of events and patients among the studies: equal pairs have equal likelihoods and are computed once.</summary>
internal sealed class DistinctStudies
{
    /// <summary>Sorts the studies into distinct pairs, in order of first appearance.</summary>
    public DistinctStudies(ProportionData data)
    {
        var seen = new Dictionary<(long Events, long Total), int>();
        var pairs = new List<(long Events, long Total)>();
        var counts = new List<double>();
        Index = new int[data.Count];
        for (var i = 0; i < data.Count; i++)
        {
            var pair = (data.Events[i], data.Total[i]);
            if (!seen.TryGetValue(pair, out var index))
            {
                index = pairs.Count;
                seen.Add(pair, index);
                pairs.Add(pair);
                counts.Add(0);
            }

            counts[index]++;
            Index[i] = index;
        }

        Pairs = [.. pairs];
        Counts = [.. counts];
    }

    /// <summary>Distinct pairs.</summary>
    public (long Events, long Total)[] Pairs { get; }

    /// <summary>How many studies share each pair.</summary>
    public double[] Counts { get; }

    /// <summary>The pair of each study, length k.</summary>
    public int[] Index { get; }
}
