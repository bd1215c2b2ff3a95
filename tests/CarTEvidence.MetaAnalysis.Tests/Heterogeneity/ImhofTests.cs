using MathNet.Numerics.LinearAlgebra;

namespace CarTEvidence.MetaAnalysis.Tests.Heterogeneity;

/// <summary>
/// The distribution of Cochran's Q by another way: eigenvalues of Σ^½ P Σ^½ and the inversion formula of J. P. Imhof, Biometrika 48 (1961) 419–426, doi:10.1093/biomet/48.3-4.419,
/// as B. J. Biggerstaff and D. Jackson, Statistics in Medicine 27 (2008) 6093–6110, doi:10.1002/sim.3428, have it in mind.
/// </summary>
public sealed class ImhofTests
{
    /// <summary>The trapezoidal rule on an integrand that dies off like a power; its tail is cut below this.</summary>
    private const double Inversion = 1e-7;

    private static readonly double[] Bcg = [0.325584765, 0.194581121, 0.415367965, 0.020010032, 0.051210172, 0.006905618, 0.223017248, 0.003961579, 0.056434210, 0.073024794, 0.012412214, 0.532505845, 0.071404660];

    public static TheoryData<double, double> Cases => new() { { 0, 5 }, { 0, 12 }, { 0, 30 }, { 0.05, 12 }, { 0.05, 60 }, { 0.3, 12 }, { 0.3, 100 }, { 0.3, 400 }, { 3, 152.233 } };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lower_BcgVariances_IsImhofs(double tau2, double q)
    {
        var own = CochranQDistribution.Lower(new WeightedRegression(new double[Bcg.Length], Bcg, DesignMatrix.Intercept(Bcg.Length)), tau2, q);

        Assert.Equal(1 - Upper(Eigenvalues(Bcg, tau2), q), own, Inversion);
    }

    [Fact]
    public void BiggerstaffJackson_Bcg_PutsImhofsDistributionAtItsQuantiles()
    {
        double[] yi = [-0.889311333, -1.585388656, -1.348073148, -1.441551189, -0.217547322, -0.786115586, -1.620898224, 0.011952334, -0.469417646, -1.371344817, -0.339358828, 0.445913402, -0.017313948];
        var fit = Pooling.Generic(new GenericData(yi.Select((_, i) => $"{i}"), yi, Bcg));
        var interval = fit.TauSquaredIntervalBy(TauSquaredIntervalMethod.BiggerstaffJackson)!.TauSquared;
        var q = fit.Heterogeneity.CochranQ!.Statistic!.Value;

        Assert.Equal(0.025, Upper(Eigenvalues(Bcg, interval.Lower), q), Inversion);
        Assert.Equal(0.975, Upper(Eigenvalues(Bcg, interval.Upper), q), Inversion);
    }

    private static double[] Eigenvalues(double[] v, double tau2)
    {
        var w = Vector<double>.Build.Dense(v.Length, i => 1 / v[i]);
        var p = Matrix<double>.Build.DiagonalOfDiagonalVector(w) - (w.OuterProduct(w) / w.Sum());
        var root = Matrix<double>.Build.DiagonalOfDiagonalVector(Vector<double>.Build.Dense(v.Length, i => Math.Sqrt(v[i] + tau2)));
        return [.. (root * p * root).Evd(Symmetricity.Symmetric).EigenValues.Select(e => e.Real).Where(e => e > 1e-9)];
    }

    /// <summary>P(Σ λ χ²₁ > q) = ½ + (1/π) ∫₀^∞ sin θ(u) / (u ρ(u)) du.</summary>
    private static double Upper(double[] lambda, double q)
    {
        // u = s³ / max λ packs points where the integrand bends; it has died off long before s = 40.
        const double Step = 0.002;
        var scale = 1 / lambda.Max();
        var sum = 0.0;
        for (var i = 1; i * Step < 40; i++)
        {
            var s = i * Step;
            var u = scale * s * s * s;
            double angle = -0.5 * q * u, log = 0;
            foreach (var l in lambda)
            {
                angle += 0.5 * Math.Atan(l * u);
                log += 0.25 * Math.Log(1 + l * l * u * u);
            }

            sum += (i % 2 == 1 ? 4 : 2) * Math.Sin(angle) * Math.Exp(-log) * 3 / s;
        }

        // Simpson's rule; at s = 0 the integrand is 0, as sin θ / u is finite and du is 3 s² ds.
        return 0.5 + sum * Step / 3 / Math.PI;
    }
}
