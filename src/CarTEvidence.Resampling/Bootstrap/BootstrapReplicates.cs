using CarTEvidence.Notebooks;

namespace CarTEvidence.Resampling;

/// <summary>The replicates of a bootstrap, or of a part of one, in their order. Promises no value equality.</summary>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed partial class BootstrapReplicates
{
    // The studies of a nonparametric bootstrap, which its BCa interval needs; null for a parametric one.
    private readonly double[]? _effects, _variances;

    internal BootstrapReplicates(BootstrapOptions options, ReplicateRange range, PooledFit observed, double[]? effects = null, double[]? variances = null)
    {
        (_effects, _variances) = (effects, variances);
        Options = options;
        Range = range;
        Observed = observed;
        Means = GC.AllocateUninitializedArray<double>((int)range.Count);
        TauSquared = Column(BootstrapRecord.TauSquared);
        StandardErrors = Column(BootstrapRecord.StandardError);
        HksjStandardErrors = Column(BootstrapRecord.HksjStandardError);

        double[]? Column(BootstrapRecord wanted) => options.Record.HasFlag(wanted) ? GC.AllocateUninitializedArray<double>((int)range.Count) : null;
    }

    /// <summary>The choices of the run.</summary>
    public BootstrapOptions Options { get; }

    /// <summary>The replicates that are here.</summary>
    public ReplicateRange Range { get; }

    /// <summary>The estimate from the data as they are.</summary>
    public PooledFit Observed { get; }

    /// <summary>Pooled means, one a replicate.</summary>
    public double[] Means { get; }

    /// <summary>Estimates of tau², one a replicate; <c>null</c> where they were not asked for.</summary>
    public double[]? TauSquared { get; }

    /// <summary>Usual standard errors, one a replicate; <c>null</c> where they were not asked for.</summary>
    public double[]? StandardErrors { get; }

    /// <summary>Hartung–Knapp–Sidik–Jonkman standard errors, one a replicate; <c>null</c> where they were not asked for.</summary>
    public double[]? HksjStandardErrors { get; }
}
