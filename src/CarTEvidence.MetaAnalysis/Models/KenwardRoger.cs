using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Kenward and Roger's small-sample covariance and degrees of freedom for one variance component, with the expected information.</summary>
/// <remarks>
/// M. G. Kenward, J. H. Roger, Biometrics 53 (1997) 983–997, doi:10.2307/2533558. With Σ = V + tau² I their P is −XᵀW²X and their Q is XᵀW³X,
/// Σ is linear in tau² so that the second-derivative term vanishes, and for a single contrast the scale factor is 1.
/// The degrees of freedom hold the adjusted covariance, as C. Partlett, R. D. Riley, Statistics in Medicine 36 (2017) 301–317, doi:10.1002/sim.7140, and R's meta
/// have it; Kenward and Roger's own hold the unadjusted one and are a little larger.
/// </remarks>
internal sealed class KenwardRoger
{
    private readonly int _p;
    private readonly double[] _change;
    private readonly double _variance;

    private KenwardRoger(int p, double[] adjusted, double[] change, double variance)
    {
        _p = p;
        Covariance = adjusted;
        _change = change;
        _variance = variance;
    }

    /// <summary>The adjusted covariance Φ_A of the coefficients, p × p.</summary>
    public double[] Covariance { get; }

    /// <summary>The adjustment at the tau² of the moments.</summary>
    public static KenwardRoger Adjust(WeightedRegression regression, in WeightedMoments moments)
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

        return new KenwardRoger(p, regression.Design.ToColumnCovariance(inverse), regression.Design.ToColumnCovariance(Sandwich(inverse, second, p)), variance);
    }

    /// <summary>Degrees of freedom of the t distribution of one combination rowᵀβ.</summary>
    public double DegreesOfFreedomOf(ReadOnlySpan<double> row)
    {
        var ratio = SymmetricMatrix.Form(row, Covariance, row, _p) / SymmetricMatrix.Form(row, _change, row, _p);
        return 2 * ratio * ratio / _variance;
    }

    /// <summary>
    /// Scale λ and denominator degrees of freedom of F, the Wald statistic over its rank, for the hypothesis that the coefficients from <paramref name="first"/> on are all 0;
    /// <c>null</c> where the moments that they match do not exist.
    /// </summary>
    public (double Scale, double DegreesOfFreedom)? Joint(int first)
    {
        var l = _p - first;
        if (Traces(first, l) is not var (trace, square))
        {
            return null;
        }

        // Their A1 and A2, and the approximation that is exact where the F distribution is.
        var (a1, a2) = (_variance * trace * trace, _variance * square);
        var b = (a1 + 6 * a2) / (2 * l);
        var g = ((l + 1) * a1 - (l + 4) * a2) / ((l + 2) * a2);
        var d = 3 * l + 2 * (1 - g);
        var expectation = 1 / (1 - a2 / l);
        var spread = 2.0 / l * (1 + g / d * b) / (Math.Pow(1 - (l - g) / d * b, 2) * (1 - (l + 2 - g) / d * b));
        var rho = spread / (2 * expectation * expectation);
        var m = 4 + (l + 2) / (l * rho - 1);
        var scale = m / (expectation * (m - 2));
        return m > 2 && scale > 0 && double.IsFinite(scale) ? (scale, m) : null;
    }

    /// <summary>tr(C⁻¹M) and tr((C⁻¹M)²) with C and M the blocks of Φ_A and Φ_A P Φ_A that are tested.</summary>
    private (double First, double Second)? Traces(int first, int l)
    {
        // Scaled to unit variances: coefficients may have units that differ by many orders.
        var factor = new double[l * l];
        var columns = new double[l][];
        double Deviation(int i) => Math.Sqrt(Covariance[(first + i) * _p + first + i]);
        for (var i = 0; i < l; i++)
        {
            columns[i] = new double[l];
            for (var j = 0; j < l; j++)
            {
                var scale = Deviation(i) * Deviation(j);
                factor[i * l + j] = Covariance[(first + i) * _p + first + j] / scale;
                columns[i][j] = _change[(first + i) * _p + first + j] / scale;
            }
        }

        if (!SymmetricMatrix.TryFactor(factor, l))
        {
            return null;
        }

        foreach (var column in columns)
        {
            SymmetricMatrix.Solve(factor, l, column);
        }

        var (trace, square) = (0.0, 0.0);
        for (var i = 0; i < l; i++)
        {
            trace += columns[i][i];
            for (var j = 0; j < l; j++)
            {
                square += columns[i][j] * columns[j][i];
            }
        }

        return (trace, square);
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
