namespace CarTEvidence.MetaAnalysis.Tests;

/// <summary>Comparison of numbers by relative accuracy, with an absolute floor near zero.</summary>
internal static class Near
{
    public static void Equal(double expected, double? actual, double relative, double absolute = 1e-12, string what = "")
    {
        Assert.True(actual.HasValue, $"{what}: expected {expected:R}, but nothing is defined.");
        var allowed = Math.Max(relative * Math.Abs(expected), absolute);
        Assert.True(Math.Abs(expected - actual.Value) <= allowed, FormattableString.Invariant($"{what}: expected {expected:R}, got {actual.Value:R}, off by {Math.Abs(expected - actual.Value) / Math.Max(Math.Abs(expected), 1e-300):0.0e0} (relative)."));
    }
}
