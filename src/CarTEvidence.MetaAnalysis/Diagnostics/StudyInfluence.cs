namespace CarTEvidence.MetaAnalysis;

/// <summary>How one study sways an inverse-variance fit. What the deletion makes inestimable is <c>null</c>.</summary>
/// <remarks>W. Viechtbauer, M. W.-L. Cheung, Research Synthesis Methods 1 (2010) 112–125, doi:10.1002/jrsm.11.</remarks>
public sealed record StudyInfluence
{
    /// <summary>Label.</summary>
    public required string Study { get; init; }

    /// <summary>Residual y − ŷ, on the scale of the analysis.</summary>
    public required double Residual { get; init; }

    /// <summary>Standard error of <see cref="Residual"/>.</summary>
    public required double ResidualStandardError { get; init; }

    /// <summary>Residual over its standard error (internally standardized).</summary>
    public double? StandardizedResidual { get; init; }

    /// <summary>Residual from the fit without the study, over its standard error (externally studentized).</summary>
    public double? StudentizedResidual { get; init; }

    /// <summary>Change of the fitted value when the study is deleted, in its standard errors.</summary>
    public double? Dffits { get; init; }

    /// <summary>Cook's distance: change of all coefficients when the study is deleted.</summary>
    public double? CooksDistance { get; init; }

    /// <summary>Generalised variance of the coefficients without the study over that with it; below 1, deletion makes the estimate more precise.</summary>
    public double? CovarianceRatio { get; init; }

    /// <summary>tau² without the study.</summary>
    public double? TauSquaredDeleted { get; init; }

    /// <summary>Cochran's Q without the study.</summary>
    public double? QDeleted { get; init; }

    /// <summary>Diagonal of the hat matrix.</summary>
    public required double Hat { get; init; }

    /// <summary>Weight, in per cent.</summary>
    public required double Weight { get; init; }

    /// <summary>Change of each coefficient when the study is deleted, in its standard errors; length p, empty where it is not defined.</summary>
    public IReadOnlyList<double> Dfbetas { get; init; } = [];

    /// <summary>Whether any usual cut-off is passed: |DFFITS| &gt; 3 √(p/(k−p)), half the chi-squared(p) distribution below Cook's distance, hat &gt; 3p/k, or any |DFBETAS| &gt; 1.</summary>
    public bool IsInfluential { get; init; }
}
