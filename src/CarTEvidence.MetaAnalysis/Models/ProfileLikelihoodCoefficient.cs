using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Profile-likelihood interval and likelihood-ratio test of one coefficient: Hardy and Thompson 1996.</summary>
/// <remarks>R. J. Hardy, S. G. Thompson, Statistics in Medicine 15 (1996) 619–629. The full likelihood is maximised over tau² and the other coefficients.</remarks>
internal static class ProfileLikelihoodCoefficient
{
    public static TransformedEstimate Compute(RandomEffectsFit fit, int index)
    {
        var regression = fit.Regression;
        var column = regression.Design.Column(index);
        var others = regression.Design.Without(index);
        var shifted = new double[regression.Count];
        var variances = regression.Variances.ToArray();
        var rest = new WeightedRegression(shifted, variances, others);
        var top = fit.Regression.LogLikelihood(fit.Moments);
        var estimate = fit.Beta[index];
        var error = fit.StandardError(index);
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
}
