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
                for (int g = 0; g < clusters; g++)
                {
                    _multipliers[g] = run.IsExact ? 1 - (2.0 * (((first + done + lane) >> g) & 1)) : draw.Multipliers[(g * Batch.Size) + lane];
                }

                double value = statistic(_multipliers);
                extreme += run.Extreme(&value, 1);
            }
        }

        run.Add(extreme);
    }

    public void Dispose() => draw.Dispose();
}
