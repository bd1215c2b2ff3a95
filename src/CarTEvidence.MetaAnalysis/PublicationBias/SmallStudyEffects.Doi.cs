using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

public static partial class SmallStudyEffects
{
    // The published index works with pseudo sample sizes: 100 for the least precise study, in proportion to precision for the others.
    private const double PseudoSize = 100;

    // As published, 5 scales the index so that ±1 and ±2 are its thresholds.
    private const double LfkScale = 5;

    /// <summary>Coordinates of the Doi plot and the LFK index of its asymmetry.</summary>
    /// <param name="data">Effects and variances, or a pooled effect.</param>
    /// <remarks>
    /// Within ±1 is called symmetric, beyond ±2 markedly asymmetric. The index grows with the number of studies and has no controlled error rate: as a test it
    /// rejects up to every time without any bias (Schwarzer, Rücker and Semaca, Research Synthesis Methods 2024). Of little use below five studies.
    /// Furuya-Kanamori, Barendregt and Doi, Int J Evid Based Healthc 2018;16:195-203, doi:10.1097/XEB.0000000000000141.
    /// </remarks>
    public static DoiPlot Doi(FunnelData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var k = data.Count;
        var effect = data.Effect.ToArray();
        var largest = 0.0;
        foreach (var v in data.Variance)
        {
            largest = Math.Max(largest, v);
        }

        var order = Enumerable.Range(0, k).OrderBy(i => effect[i]).ToArray();
        var size = new double[k];
        var total = 0.0;
        for (var i = 0; i < k; i++)
        {
            size[i] = PseudoSize * largest / data.Variance[i];
            total += size[i];
        }

        // Mid-ranks of the pseudo patients, read as percentiles and turned into normal quantiles.
        var z = new double[k];
        var after = new double[k];
        for (var rank = k - 2; rank >= 0; rank--)
        {
            after[rank] = after[rank + 1] + size[order[rank + 1]];
        }

        var before = 0.0;
        for (var rank = 0; rank < k; rank++)
        {
            // Each half of the distribution from its own end: sizes can differ by many orders.
            var i = order[rank];
            z[i] = before + (size[i] / 2) < total / 2
                ? NormalDistribution.Quantile((before + (size[i] / 2) - 0.5) / total)
                : NormalDistribution.UpperQuantile((after[rank] + (size[i] / 2) + 0.5) / total);
            before += size[i];
        }

        DoiPoint[] points = [.. Enumerable.Range(0, k).Select(i => new DoiPoint(data.Study(i), effect[i], z[i]))];
        var notes = new List<string>();
        if (k < 5)
        {
            notes.Add($"Only {k} {(k == 1 ? "study" : "studies")}: the LFK index needs at least five.");
        }

        notes.Add("The LFK index has no controlled error rate: it tends to grow with the number of studies even where nothing is missing.");
        var tip = order.MinBy(i => Math.Abs(z[i]));
        var spread = effect.Max() - effect.Min();
        if (spread == 0 || k < 2)
        {
            return new DoiPlot(points, null, effect[tip]) { Notes = [.. notes, "All effects are equal: the LFK index is not defined."] };
        }

        var slope = (z.Max() - z.Min()) / spread;
        var sum = 0.0;
        for (var i = 0; i < k; i++)
        {
            sum += z[i] + (slope * (effect[i] - effect[tip]));
        }

        return new DoiPlot(points, LfkScale / (2 * k) * sum, effect[tip]) { Notes = notes };
    }
}
