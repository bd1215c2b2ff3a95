using CarTEvidence.Notebooks;

namespace CarTEvidence.Resampling;

/// <summary>The replicates of a bootstrap, or of a part of one, in their order. Promises no value equality.</summary>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed partial class BootstrapReplicates
{
    private readonly BootstrapData _data;
    private readonly BootstrapRow _observed;
    private readonly BootstrapColumns _columns;
    private readonly BootstrapIntervals _intervals;

    internal BootstrapReplicates(BootstrapData data, BootstrapOptions options, BootstrapRow observed, BootstrapColumns columns)
    {
        (_data, Options, _observed, _columns) = (data, options, observed, columns);
        _intervals = new BootstrapIntervals(data, options, observed);
    }

    /// <summary>What was drawn.</summary>
    public BootstrapKind Kind => _data.Kind;

    /// <summary>The choices of the run.</summary>
    public BootstrapOptions Options { get; }

    /// <summary>The replicates that are here.</summary>
    public ReplicateRange Range => _columns.Range;

    /// <summary>The estimate from the data as they are; its standard errors are not numbers where the data are a model that was given.</summary>
    public PooledFit Observed => _observed.Fit;

    /// <summary>Pooled means, one a replicate.</summary>
    public double[] Means => _columns.Means;

    /// <summary>Estimates of tau², one a replicate; <c>null</c> where they were not asked for.</summary>
    public double[]? TauSquared => _columns.TauSquared;

    /// <summary>Usual standard errors, one a replicate; <c>null</c> where they were not asked for.</summary>
    public double[]? StandardErrors => _columns.StandardErrors;

    /// <summary>Hartung–Knapp–Sidik–Jonkman standard errors, one a replicate; <c>null</c> where they were not asked for.</summary>
    public double[]? HksjStandardErrors => _columns.HksjStandardErrors;

    /// <summary>I² in percent, one a replicate; <c>null</c> where it was not asked for.</summary>
    public double[]? ISquared => _columns.ISquared;

    /// <summary>Asymptotic standard errors of tau², one a replicate; <c>null</c> where they were not asked for, and for the common effect.</summary>
    public double[]? TauSquaredStandardErrors => _columns.TauSquaredStandardErrors;

    /// <summary>Standard errors of I² in percent, from those of tau² by the delta method; <c>null</c> like them.</summary>
    public double[]? ISquaredStandardErrors => _columns.ISquaredStandardErrors;

    /// <summary>The estimate of a statistic from the data as they are; <c>null</c> where it is not defined.</summary>
    /// <param name="statistic">Which.</param>
    public double? ObservedValue(BootstrapStatistic statistic) => _intervals.Observed(statistic);
}
