using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

/// <summary>A coefficient of a meta-regression with the wild bootstrap's test and interval, on the scale of the analysis. Promises no value equality.</summary>
/// <param name="Name"><c>intercept</c>, or the moderator (and its level).</param>
/// <param name="Estimate">The estimate of the fit.</param>
/// <param name="StandardError">The standard error behind the statistic: the fit's own, or the cluster-robust one (CR1).</param>
/// <param name="Test">Test that the coefficient is 0.</param>
/// <param name="Interval">The values that the same test does not reject at the level of the fit; <c>null</c> where it has no bound, was not asked for, or is of a part of the replicates, which has none.</param>
public sealed record WildBootstrapCoefficient(string Name, double Estimate, double StandardError, WildTest Test, Interval? Interval)
{
    /// <summary>What the interval is made of, or will be; <c>null</c> where none was asked for.</summary>
    internal (WildEnd Lower, WildEnd Upper)? Ends { get; init; }
}
