namespace CarTEvidence.Resampling;

/// <summary>Computes replicates block by block, adds them to the sketches of its thread, and forgets them.</summary>
internal sealed class SketchWorker : IBlockWorker
{
    // What the compressing stores of the widest vectors may write past the last number.
    private const int Slack = 8;

    private readonly BootstrapWorker _worker;
    private readonly CancellationToken _cancellation;
    private readonly int _stride;
    private readonly KernelPath _path;
    private readonly BootstrapRow _observed;
    private readonly double _t;
    private readonly BootstrapColumns _columns;
    private readonly SortedDictionary<BootstrapVariable, SketchedDistribution> _whole, _own;
    private readonly double[] _values = new double[ReplicateRange.BlockSize], _scratch = new double[ReplicateRange.BlockSize + Slack];

    /// <param name="scheme">Makes the worker that makes the replicates.</param>
    /// <param name="options">The choices of the run.</param>
    /// <param name="t">The quantile of t in the prediction limits.</param>
    /// <param name="whole">The sketches of the run, to which those of this thread are added when it ends.</param>
    /// <param name="cancellation">Looked at within a block too: its sums are of 4,096 replicates whatever they cost.</param>
    public SketchWorker(BootstrapScheme scheme, BootstrapOptions options, double t, SortedDictionary<BootstrapVariable, SketchedDistribution> whole, CancellationToken cancellation)
    {
        (_worker, _observed, _t, _whole, _cancellation) = (scheme.CreateWorker(), scheme.Observed, t, whole, cancellation);
        _stride = scheme.BlockSize;
        _path = Dispatcher.Resolve(options.Kernel);
        _columns = new BootstrapColumns(new ReplicateRange(0, ReplicateRange.BlockSize), options.Record, options.Estimator);
        _own = new(whole.Comparer);
        foreach ((BootstrapVariable variable, SketchedDistribution sketch) in whole)
        {
            _own[variable] = sketch.Empty();
        }
    }

    public void Run(long first, int count)
    {
        _columns.Range = new ReplicateRange(first, count);
        for (int done = 0; done < count; done += _stride)
        {
            _cancellation.ThrowIfCancellationRequested();
            _worker.Run(first + done, Math.Min(_stride, count - done), _columns);
        }

        foreach ((BootstrapVariable variable, SketchedDistribution sketch) in _own)
        {
            int kept = variable.Values(_columns, 0, count, _observed, _t, _values);
            sketch.Add(_values.AsSpan(0, kept), _scratch, _path);
        }
    }

    public void Dispose()
    {
        lock (_whole)
        {
            foreach ((BootstrapVariable variable, SketchedDistribution sketch) in _own)
            {
                _whole[variable].Add(sketch);
            }
        }

        _worker.Dispose();
    }
}
