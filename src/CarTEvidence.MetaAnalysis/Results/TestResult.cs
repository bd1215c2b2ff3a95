namespace CarTEvidence.MetaAnalysis;

/// <summary>A test statistic with its reference distribution's degrees of freedom and its p-value.</summary>
/// <param name="Statistic">The statistic; <c>null</c> if it is not defined.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom (numerator for F); <c>null</c> for a normal reference.</param>
/// <param name="PValue">Between 0 and 1; <c>null</c> if the statistic is not defined.</param>
public sealed record TestResult(double? Statistic, double? DegreesOfFreedom, double? PValue)
{
    /// <summary>Denominator degrees of freedom of an F test, else <c>null</c>.</summary>
    public double? DenominatorDegreesOfFreedom { get; init; }
}
