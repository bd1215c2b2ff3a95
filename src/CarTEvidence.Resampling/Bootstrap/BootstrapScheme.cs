namespace CarTEvidence.Resampling;

/// <summary>A bootstrap made ready: the estimate from the data as they are, and the tables that its workers share.</summary>
internal sealed unsafe class BootstrapScheme : IDisposable
{
    // Fits of effects take some ten nanoseconds a study, a hundred on the scalar path; those of events, by quadrature, a microsecond.
    private const int StudiesPerBlock = 1 << 18, ModelledStudiesPerBlock = 1 << 16;

    private readonly List<IDisposable> _tables = [];

    public BootstrapScheme(BootstrapData data, BootstrapOptions options)
    {
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        PooledEstimator estimator = options.Estimator;
        StudyTable? table = data.Effects.Length > 0 ? Keep(new StudyTable(data.Effects, data.Variances)) : null;
        Observed = estimator == PooledEstimator.BinomialNormal && data.Events.Length > 0
            ? BinomialNormal(path, data)
            : table == null
            ? new BootstrapRow(data.ModelMean, data.ModelTauSquared, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN)
            : Describe(path, estimator, table);
        BlockSize = BlockRunner.BlockSize(data.StudyCount, estimator == PooledEstimator.BinomialNormal ? ModelledStudiesPerBlock : StudiesPerBlock);
        CreateWorker = data.Kind switch
        {
            BootstrapKind.Studies => () => new StudyBootstrapWorker(path, estimator, table!, options.Seed),
            BootstrapKind.Clusters => () => new ClusterBootstrapWorker(path, estimator, table!, data.Clusters, data.ClusterCount, options.Seed),
            BootstrapKind.Normal => () => new NormalBootstrapWorker(path, estimator, data.Variances, Observed.Mean, Observed.TauSquared, options.Seed),
            BootstrapKind.Wild => Wild(path, data, options),
            BootstrapKind.Patients => Events(path, Keep(new EventModel(data.Events, data.Totals, table!.Centre)), options, Bootstrap.PatientStream),
            _ => Events(path, Keep(new EventModel(data.Totals, Observed.Mean, Observed.TauSquared)), options, Bootstrap.ParametricStream),
        };
    }

    /// <summary>The estimate from the data as they are, or the model that is drawn from.</summary>
    public BootstrapRow Observed { get; }

    /// <summary>Makes the worker of a thread.</summary>
    public Func<BootstrapWorker> CreateWorker { get; }

    /// <summary>Replicates after which a run looks whether it was cancelled.</summary>
    public int BlockSize { get; }

    public void Dispose() => _tables.ForEach(table => table.Dispose());

    private static BootstrapRow Describe(KernelPath path, PooledEstimator estimator, StudyTable table)
    {
        PooledFit fit = PooledKernels.Fit(path, estimator, table);
        using var buffer = new AlignedBuffer(BatchEstimates.Bytes + AlignedBuffer.BytesFor<double>(Batch.Size) + AlignedBuffer.BytesFor<double>((long)table.Count * Batch.Size));
        var estimates = new BatchEstimates(buffer);
        double* drawn = buffer.Take<double>(Batch.Size), counts = buffer.Take<double>((long)table.Count * Batch.Size);
        new Span<double>(drawn, Batch.Size).Fill(table.Count);
        new Span<double>(counts, table.Count * Batch.Size).Fill(1);
        new Span<double>(estimates.TauSquared, Batch.Size).Fill(fit.TauSquared);
        SampleKernels.Describe(path, estimator, new CountedStudies(table, counts, drawn), estimates, withMean: false);
        bool hasErrors = estimator != PooledEstimator.CommonEffect;
        return new BootstrapRow(
            fit.Mean,
            fit.TauSquared,
            fit.StandardError,
            fit.HksjStandardError,
            *estimates.ISquared,
            hasErrors ? Math.Sqrt(*estimates.TauSquaredVariance) : double.NaN,
            hasErrors ? Math.Sqrt(*estimates.ISquaredVariance) : double.NaN);
    }

    private static BootstrapRow BinomialNormal(KernelPath path, BootstrapData data)
    {
        using var rule = new SinhRule();
        PooledFit fit = BinomialNormalFits.Observed(path, rule, data.Events, data.Totals);
        return new BootstrapRow(fit.Mean, fit.TauSquared, fit.StandardError, double.NaN, double.NaN, double.NaN, double.NaN);
    }

    private Func<BootstrapWorker> Events(KernelPath path, EventModel model, BootstrapOptions options, uint stream)
    {
        if (options.Estimator != PooledEstimator.BinomialNormal)
        {
            return () => new EventBootstrapWorker(path, options.Estimator, model, options.Seed, stream);
        }

        SinhRule rule = Keep(new SinhRule());
        return () => new BinomialNormalBootstrapWorker(path, rule, model, Observed.Fit, options.Seed, stream);
    }

    private Func<BootstrapWorker> Wild(KernelPath path, BootstrapData data, BootstrapOptions options)
    {
        double mean = Observed.Mean, total = 0;
        double[] weights = Array.ConvertAll(data.Variances, v => 1 / (v + Observed.TauSquared));
        foreach (double weight in weights)
        {
            total += weight;
        }

        double[] residuals = new double[data.Effects.Length];
        for (int i = 0; i < residuals.Length; i++)
        {
            residuals[i] = !options.AdjustResiduals ? data.Effects[i] - mean
                : 2 * weights[i] <= total ? (data.Effects[i] - mean) / Math.Sqrt(1 - (weights[i] / total))
                : Dominant(data.Effects, weights, i);
        }

        int[] clusters = data.Clusters.Length > 0 ? data.Clusters : [.. Enumerable.Range(0, residuals.Length)];
        return () => new WildBootstrapWorker(
            path, options.Estimator, residuals, data.Variances, mean, clusters, new WildDraw(path, options.WildWeights, data.ClusterCount, options.Seed));
    }

    /// <summary>The adjusted residual of a study that has most of the weight, e/√(1 − h) with e = (1 − h)(y − the mean of the others): differences from 1, and from the mean, would leave nothing of it.</summary>
    private static double Dominant(double[] effects, double[] weights, int study)
    {
        double others = 0, sum = 0;
        for (int i = 0; i < effects.Length; i++)
        {
            double weight = i == study ? 0 : weights[i];
            others += weight;
            sum += weight * effects[i];
        }

        return Math.Sqrt(others / (others + weights[study])) * (effects[study] - (sum / others));
    }

    private T Keep<T>(T table)
        where T : IDisposable
    {
        _tables.Add(table);
        return table;
    }
}
