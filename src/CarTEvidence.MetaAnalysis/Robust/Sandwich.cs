using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The sandwich variance C (Σ s s') C of independent clusters, and its Satterthwaite degrees of freedom.</summary>
internal static class Sandwich
{
    // Pustejovsky and Tipton's simulations: below 4 degrees of freedom the t approximation itself fails.
    private const double FewDegreesOfFreedom = 4;

    private const int FewClusters = 5;

    public static RobustVariance Estimate(
        IReadOnlyList<string> names, ReadOnlySpan<double> beta, double[] bread, IReadOnlyList<ClusterTerm> clusters, RobustOptions options, double level)
    {
        var p = beta.Length;
        var m = clusters.Count;
        var notes = new List<string>();
        var covariance = Covariance(bread, clusters, p);
        if (options.Type == RobustVarianceType.Cr1)
        {
            for (var i = 0; i < covariance.Length; i++)
            {
                covariance[i] *= m > p ? m / (double)(m - p) : double.NaN;
            }
        }

        var how = options.DegreesOfFreedom
            ?? (options.Type == RobustVarianceType.Cr2 ? RobustDegreesOfFreedom.Satterthwaite : RobustDegreesOfFreedom.ClustersMinusCoefficients);
        var coefficients = new Coefficient[p];
        for (var c = 0; c < p; c++)
        {
            double? df = m <= p ? null
                : how == RobustDegreesOfFreedom.Satterthwaite ? Satterthwaite(bread.AsSpan(c * p, p), bread, clusters, p)
                : m - p;
            var variance = covariance[(c * p) + c];
            double? se = m > p && variance >= 0 ? Math.Sqrt(variance) : null;
            coefficients[c] = new Coefficient(names[c], Tested(beta[c], se, df, level));
            if (df < FewDegreesOfFreedom)
            {
                notes.Add($"The cluster-robust test of \"{names[c]}\" has fewer than {FewDegreesOfFreedom:0} degrees of freedom; its p-value is not to be trusted.");
            }
        }

        if (m <= p)
        {
            notes.Add($"A cluster-robust variance needs more clusters than coefficients; there are {m} and {p}.");
        }
        else if (m < FewClusters)
        {
            notes.Add($"Only {m} clusters: a cluster-robust variance is itself hardly estimated.");
        }

        return new RobustVariance
        {
            Type = options.Type,
            DegreesOfFreedomMethod = how,
            ClusterCount = m,
            Coefficients = coefficients,
            Covariance = m > p ? [.. Enumerable.Range(0, p).Select(r => (IReadOnlyList<double>)covariance[(r * p)..((r + 1) * p)])] : [],
            Notes = notes,
        };
    }

    private static double[] Covariance(double[] bread, IReadOnlyList<ClusterTerm> clusters, int p)
    {
        var meat = new double[p * p];
        foreach (var cluster in clusters)
        {
            for (var r = 0; r < p; r++)
            {
                for (var c = 0; c < p; c++)
                {
                    meat[(r * p) + c] += cluster.Score[r] * cluster.Score[c];
                }
            }
        }

        var half = new double[p * p];
        var covariance = new double[p * p];
        SymmetricMatrix.Multiply(bread, meat, p, half);
        SymmetricMatrix.Multiply(half, bread, p, covariance);
        return covariance;
    }

    // With q_j = T_j C c, the variance estimate is a quadratic form with working-model matrix P, P_ij = [i = j] q_j'Φq_j − q_i'X C X'q_j;
    // its degrees of freedom are (tr P)² / tr P².
    private static double Satterthwaite(ReadOnlySpan<double> contrast, double[] bread, IReadOnlyList<ClusterTerm> clusters, int p)
    {
        var b = new double[p];
        var gram = new double[p * p];
        double trace = 0, square = 0;
        foreach (var cluster in clusters)
        {
            var d = SymmetricMatrix.Form(contrast, cluster.Spread, contrast, p);
            for (var r = 0; r < p; r++)
            {
                b[r] = 0;
                for (var c = 0; c < p; c++)
                {
                    b[r] += cluster.Leverage[(r * p) + c] * contrast[c];
                }
            }

            var overlap = SymmetricMatrix.Form(b, bread, b, p);
            trace += d - overlap;
            square += d * (d - (2 * overlap));
            for (var r = 0; r < p; r++)
            {
                for (var c = 0; c < p; c++)
                {
                    gram[(r * p) + c] += b[r] * b[c];
                }
            }
        }

        var product = new double[p * p];
        SymmetricMatrix.Multiply(bread, gram, p, product);
        for (var r = 0; r < p; r++)
        {
            for (var c = 0; c < p; c++)
            {
                square += product[(r * p) + c] * product[(c * p) + r];
            }
        }

        return trace * trace / square;
    }

    private static TransformedEstimate Tested(double value, double? se, double? df, double level)
    {
        if (se is not { } s || df is not { } f || !(f > 0))
        {
            return new TransformedEstimate(value, null, null, new TestResult(null, null, null));
        }

        if (s == 0)
        {
            return new TransformedEstimate(value, 0, null, new TestResult(null, f, null));
        }

        var t = value / s;
        var reach = StudentDistribution.UpperQuantile((1 - level) / 2, f) * s;
        return new TransformedEstimate(value, s, new Interval(value - reach, value + reach, level), new TestResult(t, f, StudentDistribution.TwoSided(t, f)));
    }
}
