using CarTEvidence.Notebooks;

namespace CarTEvidence.MetaAnalysis;

/// <summary>A test for small-study effects.</summary>
/// <param name="Name">Kebab-case name, for example <c>egger-mixed</c>.</param>
/// <param name="StudyCount">Number of studies that entered, k.</param>
/// <param name="Test">Statistic, degrees of freedom and two-sided p-value.</param>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed record SmallStudyTest(string Name, int StudyCount, TestResult Test)
{
    /// <summary>Predictor of a regression test; <c>null</c> for rank tests.</summary>
    public FunnelPredictor? Predictor { get; init; }

    /// <summary>What is tested against 0: the coefficient of the predictor (regression), Kendall's score (rank).</summary>
    public double? Estimate { get; init; }

    /// <summary>Standard error of <see cref="Estimate"/>.</summary>
    public double? StandardError { get; init; }

    /// <summary>Kendall's tau of a rank test.</summary>
    public double? KendallTau { get; init; }

    /// <summary>Regression tests: the effect predicted for an infinitely large study, on the scale of the analysis; <c>null</c> where the predictor has no such limit.</summary>
    public double? LimitEstimate { get; init; }

    /// <summary>Confidence interval of <see cref="LimitEstimate"/>.</summary>
    public Interval? LimitInterval { get; init; }

    /// <summary>Between-study variance left, where the test has a mixed-effects model.</summary>
    public double? TauSquared { get; init; }

    /// <summary>Sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
