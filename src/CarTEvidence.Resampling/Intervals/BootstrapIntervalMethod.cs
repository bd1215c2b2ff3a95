namespace CarTEvidence.Resampling;

/// <summary>How limits are made from replicates. Davison and Hinkley (1997), Bootstrap Methods and their Application, doi:10.1017/CBO9780511802843, chapter 5.</summary>
public enum BootstrapIntervalMethod
{
    /// <summary>Quantiles of the replicates.</summary>
    Percentile,

    /// <summary>The estimate twice, less the opposite quantiles.</summary>
    Basic,

    /// <summary>The bias-corrected estimate and a normal multiple of the replicates' standard deviation.</summary>
    Normal,

    /// <summary>Quantiles at levels corrected for bias and acceleration: Efron (1987), doi:10.1080/01621459.1987.10478410. The acceleration leaves out studies (at least 3), clusters or patients.</summary>
    Bca,

    /// <summary>Quantiles of (θ* − θ)/se*, with the usual standard error; for the mean only.</summary>
    Studentized,

    /// <summary>The same with the Hartung–Knapp–Sidik–Jonkman standard error; replicates whose studies are all the same have none and are left out.</summary>
    StudentizedHksj,
}
