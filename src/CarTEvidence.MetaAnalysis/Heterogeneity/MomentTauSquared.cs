using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Closed-form estimators of tau²: each sets a quadratic form yᵀPy with fixed weights equal to its expectation.</summary>
/// <remarks>Standard errors are those of the quadratic form under normality, 2 tr(PΣPΣ) with Σ = V + tau² I: Viechtbauer 2005, doi:10.3102/10769986030003261.</remarks>
internal static class MomentTauSquared
{
    /// <summary>DerSimonian and Laird 1986: weights 1/v.</summary>
    public static TauSquaredFit DerSimonianLaird(WeightedRegression regression)
    {
        var moments = regression.At(0);
        var value = (moments.Residual - regression.DegreesOfFreedom) / moments.TraceP;
        return Fit(regression, value, 1 / moments.TraceP, v => 1 / v, regression.Inverse);
    }

    /// <summary>Hunter and Schmidt: the weighted variance of the effects less the sampling variance; the corrected form multiplies it by k / (k − p).</summary>
    public static TauSquaredFit HunterSchmidt(WeightedRegression regression, bool corrected)
    {
        var moments = regression.At(0);
        var factor = corrected ? (double)regression.Count / regression.DegreesOfFreedom : 1;
        var value = (factor * moments.Residual - regression.Count) / moments.SumW;
        return Fit(regression, value, factor / moments.SumW, v => 1 / v, regression.Inverse);
    }

    /// <summary>Hedges (Cochran): unweighted.</summary>
    public static TauSquaredFit Hedges(WeightedRegression regression)
    {
        var p = regression.Columns;
        var design = regression.Design;
        var inverse = new double[p * p];
        var b = new double[p];
        for (var j = 0; j < p; j++)
        {
            inverse[j * p + j] = design.IsIntercept ? 1.0 / regression.Count : 1;
        }

        for (var i = 0; i < regression.Count; i++)
        {
            var row = design.Row(i);
            for (var j = 0; j < p; j++)
            {
                b[j] += row[j] * regression.Effects[i] * inverse[j * p + j];
            }
        }

        var (residual, expected) = (0.0, 0.0);
        for (var i = 0; i < regression.Count; i++)
        {
            var row = design.Row(i);
            var (fitted, hat) = (0.0, 0.0);
            for (var j = 0; j < p; j++)
            {
                fitted += row[j] * b[j];
                hat += row[j] * row[j] * inverse[j * p + j];
            }

            var r = regression.Effects[i] - fitted;
            residual += r * r;
            expected += regression.Variances[i] * (1 - hat);
        }

        double df = regression.DegreesOfFreedom;
        return Fit(regression, (residual - expected) / df, 1 / df, _ => 1, inverse);
    }

    /// <summary>Sidik and Jonkman 2005: weights at a first guess, the variance of the effects (divisor k).</summary>
    public static TauSquaredFit SidikJonkman(WeightedRegression regression)
    {
        var mean = 0.0;
        foreach (var y in regression.Effects)
        {
            mean += y / regression.Count;
        }

        var guess = 0.0;
        foreach (var y in regression.Effects)
        {
            guess += (y - mean) * (y - mean) / regression.Count;
        }

        if (guess == 0)
        {
            return new TauSquaredFit(0, 0, Note: "All effects are equal: the Sidik–Jonkman estimator has no first guess of tau², and 0 was taken.");
        }

        var moments = regression.At(guess);
        var scale = guess / regression.DegreesOfFreedom;
        return Fit(regression, scale * moments.Residual, scale, v => 1 / (v + guess), regression.Inverse);
    }

    private static TauSquaredFit Fit(WeightedRegression regression, double value, double scale, Func<double, double> weight, ReadOnlySpan<double> inverse)
    {
        var tau2 = Math.Max(0, value);
        var p = regression.Columns;
        var diagonal = 0.0;
        var first = new double[p * p];
        var second = new double[p * p];
        for (var i = 0; i < regression.Count; i++)
        {
            var v = regression.Variances[i];
            var w = weight(v);
            var ws = w * (v + tau2);
            diagonal += ws * ws;
            var row = regression.Design.Row(i);
            for (var j = 0; j < p; j++)
            {
                for (var l = 0; l < p; l++)
                {
                    first[j * p + l] += w * ws * row[j] * row[l];
                    second[j * p + l] += w * ws * ws * row[j] * row[l];
                }
            }
        }

        var product = new double[p * p];
        SymmetricMatrix.Multiply(inverse, first, p, product);
        var squared = 0.0;
        for (var j = 0; j < p; j++)
        {
            for (var l = 0; l < p; l++)
            {
                squared += product[j * p + l] * product[l * p + j];
            }
        }

        var trace = diagonal - 2 * SymmetricMatrix.TraceOfProduct(inverse, second, p) + squared;
        return new TauSquaredFit(tau2, scale * Math.Sqrt(2 * Math.Max(0, trace)));
    }
}
