namespace CarTEvidence.MetaAnalysis;

/// <summary>Coefficients with standard errors that hold when the dependence within clusters was modelled wrongly.</summary>
/// <remarks>
/// The point estimates are the model's; only their variance is estimated anew, from the residuals of whole clusters.
/// Below about five clusters, or where the Satterthwaite degrees of freedom fall below 4, the p-value means little; a note says so.
/// Pustejovsky and Tipton, doi:10.1080/07350015.2016.1247004. Collections are compared by reference.
/// </remarks>
public sealed record RobustVariance
{
    /// <summary>The sandwich estimator.</summary>
    public required RobustVarianceType Type { get; init; }

    /// <summary>Reference distribution of the tests.</summary>
    public required RobustDegreesOfFreedom DegreesOfFreedomMethod { get; init; }

    /// <summary>Number of independent clusters, m.</summary>
    public required int ClusterCount { get; init; }

    /// <summary>Coefficients with robust standard errors, intervals and t tests, on the scale of the analysis.</summary>
    public required IReadOnlyList<Coefficient> Coefficients { get; init; }

    /// <summary>Robust covariance matrix of the coefficients, row by row.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Covariance { get; init; }

    /// <summary>Standard error of the first coefficient; <c>null</c> if it is not defined.</summary>
    public double? StandardError => Coefficients[0].Estimate.StandardError;

    /// <summary>Degrees of freedom of the first coefficient's test.</summary>
    public double? DegreesOfFreedom => Coefficients[0].Estimate.Test.DegreesOfFreedom;

    /// <summary>p-value of the first coefficient's test.</summary>
    public double? PValue => Coefficients[0].Estimate.Test.PValue;

    /// <summary>Sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
