using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The typical study by maximum penalised likelihood, with its profile-likelihood interval, at the boundary too.</summary>
internal static class PenalisedBinomialNormal
{
    // Where a proportion cannot be told from 0 or 1 any more.
    private const double Farthest = 1e4;

    /// <summary>Fits the model.</summary>
    /// <param name="data">Events among patients, one entry a study.</param>
    /// <param name="scale">Scale of the half-normal penalty on tau; infinity for plain maximum likelihood.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <returns>The typical study; at the boundary 0 or 1, with the one limit that the likelihood ratio gives.</returns>
    public static Estimate Typical(ProportionData data, double scale, double level)
    {
        var options = ProportionOptions.Default with { Level = level };
        var frame = ProportionFrame.Of(PoolingModel.BinomialNormal, data, options, IntervalMethod.ProfileLikelihood);
        var likelihood = new PenalisedLikelihood(BinomialNormalModel.Likelihood(frame), scale);
        var quantile = NormalDistribution.UpperQuantile(0.5 * (1 - level));
        if (frame.Events == 0 || frame.Events == frame.Total)
        {
            // The likelihood climbs to its supremum, 1, as μ leaves for infinity without heterogeneity.
            var side = frame.Events == 0 ? 1 : -1;
            var limit = Logistic.Expit(Limit(likelihood, side, 0.5 * quantile * quantile));
            return side > 0 ? new Estimate(0, new Interval(0, limit, level)) : new Estimate(1, new Interval(limit, 1, level));
        }

        var fit = InterceptMaximum.Find(likelihood, frame.HomogeneousLogit, options.MaxIterations);
        var profile = new InterceptProfile(likelihood, fit, quantile);
        return new Estimate(Logistic.Expit(fit.Mu), new Interval(profile.Mean(-1), profile.Mean(1), level).Map(Logistic.Expit));
    }

    private static double Limit(PenalisedLikelihood likelihood, int side, double fall)
    {
        double Above(double mu)
        {
            var best = double.NegativeInfinity;
            foreach (var start in (ReadOnlySpan<double>)[0, 1, 5, 20])
            {
                var warm = start;
                best = Math.Max(best, HeterogeneityCurve.Maximise(
                    tau =>
                    {
                        var d = likelihood.Evaluate(mu, tau);
                        return new CurvePoint(d.Value, d.Tau, d.TauTau, d.Mu, mu);
                    },
                    ref warm).Value);
            }

            return best + fall;
        }

        return RootFinding.Bracket(Above, -side * 30, side, side * Farthest) is var (from, to) ? RootFinding.Brent(Above, from, to, 1e-8) : side * double.PositiveInfinity;
    }
}
