namespace CarTEvidence.Resampling;

/// <summary>Draws multipliers, or goes through all signs, and counts the statistics.</summary>
internal sealed unsafe class WildTestWorker(WildStatistic statistic, WildDraw draw, int clusters, PermutationRun run) : IBlockWorker
{
    private readonly double[] _multipliers = new double[clusters];

    public void Run(long first, int count)
    {
        long extreme = 0;
        for (int done = 0; done < count; done += Batch.Size)
        {
            if (!run.IsExact)
            {
                draw.Next((ulong)(first + done));
            }

            for (int lane = 0; lane < Math.Min(Batch.Size, count - done); lane++)
            {
                ulong signs = run.IsExact ? Signs((ulong)(first + done + lane)) : 0;
                for (int g = 0; g < clusters; g++)
                {
                    _multipliers[g] = run.IsExact ? 1 - (2.0 * ((signs >> g) & 1)) : draw.Multipliers[(g * Batch.Size) + lane];
                }

                double value = statistic(_multipliers);
                extreme += run.Extreme(&value, 1);
            }
        }

        run.Add(extreme);
    }

    public void Dispose() => draw.Dispose();

    /// <summary>The signs of a rank, one bit a cluster: every pattern once, and those of consecutive ranks as good as drawn, so that a part of all signs is a sample of them.</summary>
    private ulong Signs(ulong rank)
    {
        // Each step can be undone on this many bits: a shift of half of them, and a multiplication by an odd number (2⁶⁴ over the golden ratio).
        ulong mask = (1UL << clusters) - 1;
        int half = (clusters + 1) / 2;
        ulong signs = rank;
        for (int round = 0; round < 2; round++)
        {
            signs = ((signs ^ (signs >> half)) * 0x9E3779B97F4A7C15) & mask;
        }

        return signs ^ (signs >> half);
    }
}
