namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>A random-intercept model of counts whose mean depends on moderators: the log-likelihood in coordinates of the design's basis and tau.</summary>
/// <param name="One">Log-likelihood of one study at its own mean and tau.</param>
/// <param name="Design">The moderators, k × p.</param>
internal sealed record InterceptRegressionProblem(Func<int, double, double, InterceptDerivatives> One, DesignMatrix Design)
{
    /// <summary>A step may move no study's mean by more than a few units: coefficients of orthonormal columns grow with the root of k.</summary>
    public double LongestStep => 3 * Math.Sqrt(Design.Rows);

    /// <summary>The value, and the derivatives in the first coordinates.</summary>
    /// <param name="at">Coefficients of the basis, at least p of them.</param>
    /// <param name="signedTau">tau; the likelihood is even in it.</param>
    /// <param name="gradient">Receives the gradient, length <paramref name="size"/>.</param>
    /// <param name="hessian">Receives the Hessian, row by row.</param>
    /// <param name="size">Coordinates to differentiate in: up to p the coefficients, p + 1 with tau.</param>
    public double Evaluate(ReadOnlySpan<double> at, double signedTau, Span<double> gradient, Span<double> hessian, int size)
    {
        var tau = Math.Abs(signedTau);
        if (tau > InterceptIntegral.LargestTau)
        {
            return double.NegativeInfinity;
        }

        var p = Design.Columns;
        var means = Math.Min(size, p);
        var sign = signedTau < 0 ? -1 : 1;
        gradient.Clear();
        hessian.Clear();
        var value = 0.0;
        for (var i = 0; i < Design.Rows; i++)
        {
            var row = Design.Row(i);
            var mean = 0.0;
            for (var j = 0; j < p; j++)
            {
                mean += row[j] * at[j];
            }

            var d = One(i, mean, tau);
            value += d.Value;
            for (var j = 0; j < means; j++)
            {
                gradient[j] += row[j] * d.Mu;
                for (var l = 0; l <= j; l++)
                {
                    hessian[j * size + l] += row[j] * row[l] * d.MuMu;
                }
            }

            if (size > p)
            {
                gradient[p] += sign * d.Tau;
                hessian[p * size + p] += d.TauTau;
                for (var j = 0; j < p; j++)
                {
                    hessian[p * size + j] += sign * row[j] * d.MuTau;
                }
            }
        }

        for (var j = 0; j < size; j++)
        {
            for (var l = 0; l < j; l++)
            {
                hessian[l * size + j] = hessian[j * size + l];
            }
        }

        return value;
    }
}
