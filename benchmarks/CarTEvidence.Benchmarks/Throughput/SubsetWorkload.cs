using System.Globalization;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Throughput;

/// <summary>w4: mean and I² of every subset, written to two arrays; <c>--mode</c> is <c>fe</c> (common effect) or <c>dl</c>.</summary>
internal static class SubsetWorkload
{
    public static unsafe void Run(TextWriter output, ThroughputOptions options)
    {
        ThroughputData data = ThroughputData.Read(options);
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        bool random = options.Mode == "dl";
        using var table = new StudyTable(data.Effects, data.Variances);
        long subsets = 1L << table.Count;
        using var buffer = new AlignedBuffer(2 * AlignedBuffer.BytesFor<double>(subsets));
        double* means = buffer.Take<double>(subsets), inconsistencies = buffer.Take<double>(subsets);
        ThroughputReport.Write(
            output, random ? "w4dl" : "w4fe", options, table.Count, subsets,
            () => BlockRunner.Run(
                new ReplicateRange(0, subsets / SubsetKernels.Size), options.Threads, () => new Worker(path, table, random, (nint)means, (nint)inconsistencies), null, CancellationToken.None, SubsetListWorker.BlockSize),
            () => new ReadOnlySpan<double>(means, (int)subsets).ToArray());
        double sum = 0;
        for (long i = 1; i < subsets; i++)
        {
            sum += inconsistencies[i];
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean_I2={sum / (subsets - 1):G12}"));
    }

    private sealed unsafe class Worker(KernelPath path, StudyTable table, bool random, nint means, nint inconsistencies) : IBlockWorker
    {
        private readonly SubsetKernels _kernels = new(path, table);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        public void Run(long first, int count)
        {
            for (long prefix = first; prefix < first + count; prefix++)
            {
                long at = prefix * SubsetKernels.Size;
                _kernels.Run(random, (ulong)prefix, (double*)means + at, (double*)inconsistencies + at, null);
            }
        }

        public void Dispose() => _kernels.Dispose();
    }
}
