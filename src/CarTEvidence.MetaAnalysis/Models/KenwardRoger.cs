using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Kenward and Roger's small-sample covariance and degrees of freedom for one variance component, with the expected information.</summary>
/// <remarks>
/// M. G. Kenward, J. H. Roger, Biometrics 53 (1997) 983–997, doi:10.2307/2533558. With Σ = V + tau² I their P is −XᵀW²X and their Q is XᵀW³X,
/// Σ is linear in tau² so that the second-derivative term vanishes, and for a single contrast the scale factor is 1.
/// </remarks>
internal static class KenwardRoger
{
    public static CoefficientInference Adjust(WeightedRegression regression, in WeightedMoments moments, double[] covariance)
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

        // In the basis of the design: Φ = inverse, Λ = 2 var(tau²) Φ (Q − P Φ P) Φ, and Φ P Φ for the degrees of freedom.
        var inverse = regression.Inverse.ToArray();
        var variance = 2 / moments.TracePP;
        var first = Sandwich(inverse, second, p);
        var product = new double[p * p];
        var inner = new double[p * p];
        SymmetricMatrix.Multiply(second, inverse, p, product);
        SymmetricMatrix.Multiply(product, second, p, inner);
        for (var i = 0; i < inner.Length; i++)
        {
            inner[i] = third[i] - inner[i];
        }

        var correction = regression.Design.ToColumnCovariance(Sandwich(inverse, inner, p));
        var change = regression.Design.ToColumnCovariance(first);
        var adjusted = new double[p * p];
        var df = new double[p];
        var least = double.PositiveInfinity;
        for (var i = 0; i < adjusted.Length; i++)
        {
            adjusted[i] = covariance[i] + 2 * variance * correction[i];
        }

        for (var j = 0; j < p; j++)
        {
            var ratio = covariance[j * p + j] / change[j * p + j];
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
