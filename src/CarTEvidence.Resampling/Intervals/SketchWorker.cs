namespace CarTEvidence.Resampling;

/// <summary>Computes replicates block by block, adds them to the sketches of its thread, and forgets them.</summary>
internal sealed class SketchWorker : IBlockWorker
{
    // What the compressing stores of the widest vectors may write past the last number.
    private const int Slack = 8;

    private readonly BootstrapWorker _worker;
    private readonly KernelPath _path;
    private readonly BootstrapRow _observed;
    private readonly double _t;
    private readonly BootstrapColumns _columns;
    private readonly SortedDictionary<BootstrapVariable, SketchedDistribution> _whole, _own;
    private readonly double[] _values = new double[ReplicateRange.BlockSize], _scratch = new double[ReplicateRange.BlockSize + Slack];

    /// <param name="worker">Makes the replicates; owned by this worker.</param>
    /// <param name="options">The choices of the run.</param>
    /// <param name="observed">The estimate from the data.</param>
    /// <param name="t">The quantile of t in the prediction limits.</param>
    /// <param name="whole">The sketches of the run, to which those of this thread are added when it ends.</param>
    public SketchWorker(BootstrapWorker worker, BootstrapOptions options, BootstrapRow observed, double t, SortedDictionary<BootstrapVariable, SketchedDistribution> whole)
    {
        (_worker, _observed, _t, _whole) = (worker, observed, t, whole);
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
        _worker.Run(first, count, _columns);
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
