using System.Globalization;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Throughput;

/// <summary>
/// w6: fits of the binomial-normal model to one data set, again and again from the same start, as the comparator does. Ours fit eight data sets at once
/// and always to the accuracy of the library, so <c>--mode</c> and <c>--nodes</c>, the comparator's nodes, are read and change nothing.
/// </summary>
internal static class BinomialNormalWorkload
{
    private const long StudiesFitted = 20_000;
    private const double StartMean = 1.2, StartTau = 0.8;

    public static unsafe void Run(TextWriter output, ThroughputOptions options)
    {
        ThroughputData data = ThroughputData.Read(options);
        int[] totals = [.. data.Totals.Select(total => (int)total)];
        long batches = (ThroughputCommand.UnitsOf(options, Math.Max(1, StudiesFitted / totals.Length)) + BinomialNormalBatch.Size - 1) / BinomialNormalBatch.Size;
        using var rule = new SinhRule();
        using var batch = new BinomialNormalBatch(Dispatcher.Resolve(options.Kernel), rule, totals);
        double constant = 0;
        for (int study = 0; study < totals.Length; study++)
        {
            int x = (int)data.Events[study], n = totals[study];
            constant += LogFactorial.Of(n) - LogFactorial.Of(x) - LogFactorial.Of(n - x);
            new Span<double>(batch.Events + (study * BinomialNormalBatch.Size), BinomialNormalBatch.Size).Fill(x);
        }

        ThroughputReport.Write(
            output, options.Workload, options, totals.Length, batches * BinomialNormalBatch.Size,
            () =>
            {
                for (long i = 0; i < batches; i++)
                {
                    batch.Fit(StartMean, StartTau);
                }
            },
            () => [*batch.Mean]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mu={*batch.Mean:G12} tau2={*batch.TauSquared:G12} ll={*batch.LogLikelihood + constant:G12}"));
    }
}
