using CarTEvidence.MetaAnalysis.Tests.Validation;

namespace CarTEvidence.MetaAnalysis.Tests.Robust;

/// <summary>
/// CR2 with Satterthwaite degrees of freedom as R's clubSandwich printed it. Source: metafor 4.7-4, the printed examples of <c>robust(…, clubSandwich = TRUE)</c>; data in the reference files.
/// </summary>
public sealed class PublishedSandwichTests
{
    private const double FourDigits = 5e-5;
    private const double TwoDigits = 0.005;

    [Fact]
    public void Multilevel_Konstantopoulos_IsTheOutputOfClubSandwich()
    {
        var fit = Pooling.Multilevel(DependenceProcedure.Nested(ReferenceFile.Open("multilevel-konstantopoulos2011.json").Root));

        Assert.Equal(11, fit.Robust!.ClusterCount);
        AssertCoefficient(fit.Robust.Coefficients[0], 0.1847, 0.0845, 2.1870, 9.86, 0.0540, -0.0038, 0.3733);
    }

    [Fact]
    public void Bivariate_Berkey_IsTheOutputOfClubSandwich()
    {
        var fit = Pooling.Bivariate(DependenceProcedure.Multivariate(ReferenceFile.Open("bivariate-berkey1998.json").Root), new MultivariateOptions { Robust = RobustOptions.Default });

        Assert.Equal(5, fit.Robust!.ClusterCount);
        AssertCoefficient(fit.Robust.Coefficients.Single(c => c.Name.Contains("AL", StringComparison.Ordinal)), -0.3392, 0.0892, -3.8031, 3.81, 0.0208, -0.5919, -0.0866);
        AssertCoefficient(fit.Robust.Coefficients.Single(c => c.Name.Contains("PD", StringComparison.Ordinal)), 0.3534, 0.0582, 6.0776, 3.79, 0.0044, 0.1884, 0.5185);
    }

    private static void AssertCoefficient(Coefficient coefficient, double estimate, double standardError, double t, double df, double p, double lower, double upper)
    {
        var robust = coefficient.Estimate;
        Assert.Equal(estimate, robust.Value!.Value, FourDigits);
        Assert.Equal(standardError, robust.StandardError!.Value, FourDigits);
        Assert.Equal(t, robust.Test.Statistic!.Value, FourDigits);
        Assert.Equal(df, robust.Test.DegreesOfFreedom!.Value, TwoDigits);
        Assert.Equal(p, robust.Test.PValue!.Value, FourDigits);
        Assert.Equal(lower, robust.Interval!.Value.Lower, FourDigits);
        Assert.Equal(upper, robust.Interval!.Value.Upper, FourDigits);
    }
}
