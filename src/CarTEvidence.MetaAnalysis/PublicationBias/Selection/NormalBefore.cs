using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The normal distribution of a study's x = y/√v before selection.</summary>
/// <param name="Mean">m = μ/√v.</param>
/// <param name="Variance">s² = 1 + tau²/v.</param>
/// <param name="StandardError">√v.</param>
internal readonly record struct NormalBefore(double Mean, double Variance, double StandardError)
{
    private readonly double _logHeight = -NormalDistribution.LogSqrtTwoPi - (0.5 * Math.Log(Variance));
    private readonly double _halfPrecision = 0.5 / Variance;

    /// <summary>Log density of x.</summary>
    public double LogDensity(double x) => _logHeight - (_halfPrecision * (x - Mean) * (x - Mean));
}
