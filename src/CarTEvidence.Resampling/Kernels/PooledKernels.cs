using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Pooled estimates of a batch of resampled data sets, given as multiplicities of the studies.</summary>
internal static unsafe partial class PooledKernels
{
    /// <summary>Fits every lane of a batch.</summary>
    /// <param name="path">A path this machine can run.</param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="table">The studies.</param>
    /// <param name="counts">How often each was drawn, study by study, <see cref="Batch.Size"/> lanes each.</param>
    /// <param name="fit">Where the answers go.</param>
    /// <param name="drawn">Sum of the multiplicities of a lane; 0 for the number of studies.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fit(KernelPath path, PooledEstimator estimator, StudyTable table, double* counts, BatchFit fit, int drawn = 0)
    {
        if (drawn == 0)
        {
            drawn = table.Count;
        }

        switch (path)
        {
            case KernelPath.Vector512:
                Fit<Lanes8>(path, estimator, table, counts, fit, drawn);
                break;
            case KernelPath.Vector256:
                Fit<Lanes4>(path, estimator, table, counts, fit, drawn);
                break;
            default:
                Fit<Lanes1>(path, estimator, table, counts, fit, drawn);
                break;
        }
    }

    /// <summary>The Hartung–Knapp–Sidik–Jonkman variances of a batch fitted before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void HksjVariance(KernelPath path, StudyTable table, double* counts, double* tauSquared, double* variance, int drawn = 0)
    {
        if (drawn == 0)
        {
            drawn = table.Count;
        }

        switch (path)
        {
            case KernelPath.Vector512:
                HksjVariance<Lanes8>(counts, table.Rows, drawn, table.PaddedCount, tauSquared, variance);
                break;
            case KernelPath.Vector256:
                HksjVariance<Lanes4>(counts, table.Rows, drawn, table.PaddedCount, tauSquared, variance);
                break;
            default:
                HksjVariance<Lanes1>(counts, table.Rows, drawn, table.PaddedCount, tauSquared, variance);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fit<T>(KernelPath path, PooledEstimator estimator, StudyTable table, double* counts, BatchFit fit, int drawn)
        where T : unmanaged, ILanes<T>
    {
        switch (estimator)
        {
            case PooledEstimator.Reml:
                Likelihood<T, RestrictedLikelihood>(path, table, counts, fit);
                break;
            case PooledEstimator.MaximumLikelihood:
                Likelihood<T, FullLikelihood>(path, table, counts, fit);
                break;
            case PooledEstimator.PauleMandel:
                Moments<T>(counts, table.Rows, drawn, table.PaddedCount, fit.TauSquared);
                PauleMandel<T>(counts, table.Rows, drawn, table.PaddedCount, table.Centre, table.TypicalVariance, fit);
                break;
            case PooledEstimator.DerSimonianLaird:
                Moments<T>(counts, table.Rows, drawn, table.PaddedCount, fit.TauSquared);
                Mean<T>(counts, table.Rows, table.PaddedCount, table.Centre, fit.TauSquared, fit.Mean, fit.Precision);
                break;
            case PooledEstimator.BinomialNormal:
                throw new ArgumentException("The binomial-normal model is fitted to events; there are effects here.", nameof(estimator));
            default:
                new Span<double>(fit.TauSquared, Batch.Size).Clear();
                Mean<T>(counts, table.Rows, table.PaddedCount, table.Centre, fit.TauSquared, fit.Mean, fit.Precision);
                break;
        }
    }
}
