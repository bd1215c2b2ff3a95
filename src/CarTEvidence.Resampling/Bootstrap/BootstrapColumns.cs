namespace CarTEvidence.Resampling;

/// <summary>Replicates side by side, a column for each number that is recorded of them.</summary>
internal sealed unsafe class BootstrapColumns
{
    public BootstrapColumns(ReplicateRange range, BootstrapRecord record, PooledEstimator estimator)
    {
        range.RequireStorable(nameof(range));
        int length = (int)range.Count;
        Range = range;
        Means = GC.AllocateUninitializedArray<double>(length);
        TauSquared = Column(record.HasFlag(BootstrapRecord.TauSquared));
        StandardErrors = Column(record.HasFlag(BootstrapRecord.StandardError));
        // The fit of the binomial-normal model tells its mean, tau² and the error of the mean, and nothing else.
        bool isDescribed = estimator != PooledEstimator.BinomialNormal;
        HksjStandardErrors = Column(record.HasFlag(BootstrapRecord.HksjStandardError) && isDescribed);
        ISquared = Column(record.HasFlag(BootstrapRecord.ISquared) && isDescribed);
        bool hasErrors = record.HasFlag(BootstrapRecord.HeterogeneityStandardErrors) && isDescribed && estimator != PooledEstimator.CommonEffect;
        TauSquaredStandardErrors = Column(hasErrors);
        ISquaredStandardErrors = Column(hasErrors);

        double[]? Column(bool wanted) => wanted ? GC.AllocateUninitializedArray<double>(length) : null;
    }

    /// <summary>The replicates that are here; may be moved on, to use the columns again.</summary>
    public ReplicateRange Range { get; set; }

    public double[] Means { get; }

    public double[]? TauSquared { get; }

    public double[]? StandardErrors { get; }

    public double[]? HksjStandardErrors { get; }

    public double[]? ISquared { get; }

    public double[]? TauSquaredStandardErrors { get; }

    public double[]? ISquaredStandardErrors { get; }

    /// <summary>Whether more is asked for than the fast kernels find on their way.</summary>
    public bool NeedDescription => HksjStandardErrors != null || ISquared != null || TauSquaredStandardErrors != null;

    /// <summary>All columns, in the order of their files; <c>null</c> for those that are not recorded.</summary>
    public double[]?[] All => [Means, TauSquared, StandardErrors, HksjStandardErrors, ISquared, TauSquaredStandardErrors, ISquaredStandardErrors];

    /// <summary>Records what every kernel finds of consecutive replicates.</summary>
    public void Record(long first, int count, double* mean, double* tauSquared, double* precision)
    {
        int at = (int)(first - Range.First);
        new ReadOnlySpan<double>(mean, count).CopyTo(Means.AsSpan(at));
        if (TauSquared != null)
        {
            new ReadOnlySpan<double>(tauSquared, count).CopyTo(TauSquared.AsSpan(at));
        }

        if (StandardErrors == null)
        {
            return;
        }

        for (int i = 0; i < count; i++)
        {
            StandardErrors[at + i] = 1 / Math.Sqrt(precision[i]);
        }
    }

    /// <summary>Records what the description adds.</summary>
    public void RecordDescription(long first, int count, BatchEstimates fit)
    {
        int at = (int)(first - Range.First);
        Roots(HksjStandardErrors, fit.HksjVariance);
        if (ISquared != null)
        {
            new ReadOnlySpan<double>(fit.ISquared, count).CopyTo(ISquared.AsSpan(at));
        }

        Roots(TauSquaredStandardErrors, fit.TauSquaredVariance);
        Roots(ISquaredStandardErrors, fit.ISquaredVariance);

        void Roots(double[]? column, double* variances)
        {
            for (int i = 0; column != null && i < count; i++)
            {
                column[at + i] = Math.Sqrt(variances[i]);
            }
        }
    }
}
