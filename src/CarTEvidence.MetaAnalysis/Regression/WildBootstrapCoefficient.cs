using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

/// <summary>A coefficient of a meta-regression with the wild bootstrap's test and interval, on the scale of the analysis.</summary>
/// <param name="Name"><c>intercept</c>, or the moderator (and its level).</param>
/// <param name="Estimate">The estimate of the fit.</param>
/// <param name="StandardError">The standard error behind the statistic: the fit's own, or the cluster-robust one (CR1).</param>
/// <param name="Test">Test that the coefficient is 0.</param>
/// <param name="Interval">The values that the same test does not reject at the level of the fit; <c>null</c> where it has no bound, or was not asked for.</param>
public sealed record WildBootstrapCoefficient(string Name, double Estimate, double StandardError, WildTest Test, Interval? Interval);
