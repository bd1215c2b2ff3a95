namespace CarTEvidence.MetaAnalysis;

/// <summary>Limit meta-analysis: random effects with a small-study effect, extrapolated to infinite precision within each study.</summary>
/// <param name="Adjusted">The mean without small-study effects, on the scale of the analysis; <c>null</c> if it is not defined.</param>
/// <param name="Intercept">Small-study effect: intercept of the generalised radial plot.</param>
/// <param name="Slope">Slope of the generalised radial plot.</param>
/// <param name="TauSquared">Between-study variance of the random-effects model without small-study effect.</param>
/// <param name="SmallStudyTest">Test that there is no small-study effect: fall of Q by the regression, chi-squared(1).</param>
/// <param name="ResidualTest">Heterogeneity beyond the small-study effect, chi-squared(k − 2).</param>
public sealed record LimitMetaAnalysis(TransformedEstimate? Adjusted, double? Intercept, double? Slope, double? TauSquared, TestResult SmallStudyTest, TestResult ResidualTest)
{
    /// <summary>Effects shrunk to their limits, in the order of the data.</summary>
    public IReadOnlyList<double> Shrunken { get; init; } = [];

    /// <summary>Sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
