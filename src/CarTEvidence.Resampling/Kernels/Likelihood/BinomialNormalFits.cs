namespace CarTEvidence.Resampling;

/// <summary>Fits of the binomial-normal model to observed data: of all studies, and of all but one.</summary>
internal static unsafe class BinomialNormalFits
{
    // A likelihood may have more than one maximum: the lanes climb from these, and the highest wins.
    private static readonly double[] Starts = [0.7, 0.3, 0.1, 1.2, 2, 3, 5, 10];

    /// <summary>The maximum-likelihood fit of all studies.</summary>
    public static PooledFit Observed(KernelPath path, SinhRule rule, ReadOnlySpan<int> events, ReadOnlySpan<int> totals)
    {
        // Starts that meet at one maximum differ in its last digits; the first of them is taken.
        const double Higher = 1e-6;
        using var batch = Batch(path, rule, events, totals);
        batch.Fit(Starts);
        int best = 0;
        for (int lane = 1; lane < BinomialNormalBatch.Size; lane++)
        {
            best = batch.LogLikelihood[lane] > batch.LogLikelihood[best] + Higher ? lane : best;
        }

        return Found(batch, best);
    }

    /// <summary>The fits without study i, one a study.</summary>
    public static PooledFit[] LeftOut(KernelPath path, ReadOnlySpan<int> events, ReadOnlySpan<int> totals)
    {
        using var rule = new SinhRule();
        PooledFit observed = Observed(path, rule, events, totals);
        using var batch = Batch(path, rule, events, totals);
        var fits = new PooledFit[totals.Length];
        for (int first = 0; first < fits.Length; first += BinomialNormalBatch.Size)
        {
            int lanes = Math.Min(BinomialNormalBatch.Size, fits.Length - first);
            for (int lane = 0; lane < lanes; lane++)
            {
                batch.Multiplicities[((first + lane) * BinomialNormalBatch.Size) + lane] = 0;
            }

            batch.FitTwice(observed.Mean, Math.Sqrt(observed.TauSquared));
            for (int lane = 0; lane < lanes; lane++)
            {
                fits[first + lane] = Found(batch, lane);
                batch.Multiplicities[((first + lane) * BinomialNormalBatch.Size) + lane] = 1;
            }
        }

        return fits;
    }

    private static PooledFit Found(BinomialNormalBatch batch, int lane) =>
        new(batch.Mean[lane], batch.TauSquared[lane], 1 / Math.Sqrt(batch.Precision[lane]), double.NaN);

    private static BinomialNormalBatch Batch(KernelPath path, SinhRule rule, ReadOnlySpan<int> events, ReadOnlySpan<int> totals)
    {
        var batch = new BinomialNormalBatch(path, rule, totals);
        for (int i = 0; i < totals.Length; i++)
        {
            new Span<double>(batch.Events + (i * BinomialNormalBatch.Size), BinomialNormalBatch.Size).Fill(events[i]);
        }

        return batch;
    }
}
