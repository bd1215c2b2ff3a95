using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Profile-likelihood interval and likelihood-ratio test of a coefficient, or of a combination rowᵀβ: Hardy and Thompson 1996.</summary>
/// <remarks>R. J. Hardy, S. G. Thompson, Statistics in Medicine 15 (1996) 619–629. The full likelihood is maximised over tau² and the other coefficients.</remarks>
internal static class ProfileLikelihoodCombination
{
    public static TransformedEstimate Compute(RandomEffectsFit fit, ReadOnlySpan<double> row)
    {
        var regression = fit.Regression;
        var (column, others) = Design(regression.Design, row);
        var shifted = new double[regression.Count];
        var variances = regression.Variances.ToArray();
        var rest = new WeightedRegression(shifted, variances, others);
        var top = fit.Regression.LogLikelihood(fit.Moments);
        var (estimate, error) = (0.0, Math.Sqrt(fit.Inference.VarianceOf(row)));
        for (var j = 0; j < row.Length; j++)
        {
            estimate += row[j] * fit.Beta[j];
        }

        var drop = 0.5 * ChiSquaredDistribution.UpperQuantile(1 - fit.Settings.Level, 1);

        double Profile(double value)
        {
            for (var i = 0; i < shifted.Length; i++)
            {
                shifted[i] = regression.Effects[i] - value * column[i];
            }

            if (fit.Settings.Common)
            {
                return rest.LogLikelihood(rest.At(0));
            }

            var tau2 = LikelihoodTauSquared.Maximise(rest, restricted: false, fit.Settings.Tolerance, fit.Settings.MaxIterations);
            return rest.LogLikelihood(rest.At(tau2.Value));
        }

        double Limit(int side)
        {
            double Excess(double value) => Profile(value) - top + drop;
            var bracket = RootFinding.Bracket(Excess, estimate, side * error, side * double.PositiveInfinity)
                ?? throw new InvalidOperationException("The profile likelihood has no limit.");
            return RootFinding.Brent(Excess, bracket.From, bracket.To, 1e-12 * error);
        }

        var statistic = Math.Max(0, 2 * (top - Profile(0)));
        return new TransformedEstimate(
            estimate,
            error,
            new Interval(Limit(-1), Limit(1), fit.Settings.Level),
            new TestResult(statistic, 1, ChiSquaredDistribution.Upper(statistic, 1)));
    }

    /// <summary>The design in which θ = rowᵀβ is a coefficient: with β_l = (θ − Σ row_j β_j) / row_l, its column is x_l / row_l and the others become x_j − x_l row_j / row_l.</summary>
    private static (double[] Column, DesignMatrix Others) Design(DesignMatrix design, ReadOnlySpan<double> row)
    {
        var leading = 0;
        for (var j = 1; j < row.Length; j++)
        {
            leading = Math.Abs(row[j]) > Math.Abs(row[leading]) ? j : leading;
        }

        var column = design.Column(leading);
        for (var i = 0; i < column.Length; i++)
        {
            column[i] /= row[leading];
        }

        List<string> names = [];
        List<double[]> others = [];
        for (var j = 0; j < row.Length; j++)
        {
            if (j != leading)
            {
                var share = row[j];
                names.Add(design.Names[j]);
                others.Add([.. design.Column(j).Zip(column, (x, own) => x - share * own)]);
            }
        }

        return (column, others.Count == 0 ? DesignMatrix.Empty(design.Rows) : DesignMatrix.FromColumns(names, others));
    }
}
