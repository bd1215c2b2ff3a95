using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>The wild bootstrap: the fitted mean and the residuals of the data, each cluster's times one multiplier.</summary>
internal sealed unsafe class WildBootstrapWorker : BatchBootstrapWorker
{
    private readonly OwnStudies _studies;
    private readonly double[] _residuals;
    private readonly int[] _clusters;
    private readonly WildDraw _draw;

    /// <param name="path">A path this machine can run.</param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="residuals">Residuals of the studies.</param>
    /// <param name="variances">Their sampling variances.</param>
    /// <param name="mean">The fitted mean.</param>
    /// <param name="clusters">The cluster of each study.</param>
    /// <param name="draw">The draw of the multipliers; owned by this worker.</param>
    public WildBootstrapWorker(KernelPath path, PooledEstimator estimator, double[] residuals, double[] variances, double mean, int[] clusters, WildDraw draw)
        : base(path, estimator)
    {
        (_residuals, _clusters, _draw) = (residuals, clusters, draw);
        _studies = new OwnStudies(variances.Length, mean);
        _studies.SetVariances(variances);
    }

    public override void Dispose()
    {
        _draw.Dispose();
        _studies.Dispose();
        base.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Next(ulong firstReplicate)
    {
        _draw.Next(firstReplicate);
        for (int i = 0; i < _residuals.Length; i++)
        {
            double* multipliers = _draw.Multipliers + (_clusters[i] * Batch.Size), effects = _studies.Effects + (i * Batch.Size);
            for (int lane = 0; lane < Batch.Size; lane++)
            {
                effects[lane] = multipliers[lane] * _residuals[i];
            }
        }

        SampleKernels.Fit(Path, Estimator, _studies.All, Fit);
    }
}
