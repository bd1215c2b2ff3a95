using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Kenward and Roger's small-sample covariance and degrees of freedom for one variance component, with the expected information.</summary>
/// <remarks>
/// M. G. Kenward, J. H. Roger, Biometrics 53 (1997) 983–997, doi:10.2307/2533558. With Σ = V + tau² I their P is −XᵀW²X and their Q is XᵀW³X,
/// Σ is linear in tau² so that the second-derivative term vanishes, and for a single contrast the scale factor is 1.
/// The degrees of freedom hold the adjusted covariance, as C. Partlett, R. D. Riley, Statistics in Medicine 36 (2017) 301–317, doi:10.1002/sim.7140, and R's meta
/// have it; Kenward and Roger's own hold the unadjusted one and are a little larger.
/// </remarks>
internal static class KenwardRoger
{
    public static CoefficientInference Adjust(WeightedRegression regression, in WeightedMoments moments)
    {
        var p = regression.Columns;
        var second = new double[p * p];
        var third = new double[p * p];
        for (var i = 0; i < regression.Count; i++)
        {
            var w = 1 / (regression.Variances[i] + moments.TauSquared);
            var row = regression.Design.Row(i);
            for (var j = 0; j < p; j++)
            {
                for (var l = 0; l < p; l++)
                {
                    second[j * p + l] += w * w * row[j] * row[l];
                    third[j * p + l] += w * w * w * row[j] * row[l];
                }
            }
        }

        // In the basis of the design: Φ = inverse, Φ_A = Φ + 2 var(tau²) Φ (Q − P Φ P) Φ, and Φ_A P Φ_A for the degrees of freedom.
        var inverse = regression.Inverse.ToArray();
        var variance = 2 / moments.TracePP;
        var product = new double[p * p];
        var inner = new double[p * p];
        SymmetricMatrix.Multiply(second, inverse, p, product);
        SymmetricMatrix.Multiply(product, second, p, inner);
        for (var i = 0; i < inner.Length; i++)
        {
            inner[i] = third[i] - inner[i];
        }

        var correction = Sandwich(inverse, inner, p);
        for (var i = 0; i < inverse.Length; i++)
        {
            inverse[i] += 2 * variance * correction[i];
        }

        var adjusted = regression.Design.ToColumnCovariance(inverse);
        var change = regression.Design.ToColumnCovariance(Sandwich(inverse, second, p));
        var df = new double[p];
        var least = double.PositiveInfinity;
        for (var j = 0; j < p; j++)
        {
            var ratio = adjusted[j * p + j] / change[j * p + j];
            df[j] = 2 * ratio * ratio / variance;
            least = Math.Min(least, df[j]);
        }

        return new CoefficientInference(adjusted, df, least);
    }

    private static double[] Sandwich(double[] outer, double[] inner, int p)
    {
        var half = new double[p * p];
        var result = new double[p * p];
        SymmetricMatrix.Multiply(outer, inner, p, half);
        SymmetricMatrix.Multiply(half, outer, p, result);
        return result;
    }
}
