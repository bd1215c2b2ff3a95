using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>Data that push tau² to infinity.</content>
internal static partial class BinomialNormalModel
{
    /// <summary>Each study all or none, both kinds present: the likelihood rises as tau grows, towards studies that are all 0 or all 1.</summary>
    /// <remarks>
    /// For a given average π a study of n patients who all have the event has likelihood at most π, reached only in that limit, where the studies
    /// are themselves Bernoulli trials: the average is the share of studies with the event, its profile likelihood the binomial one of that share.
    /// </remarks>
    private static PooledEffect AllOrNone(ProportionFrame frame)
    {
        var share = ShareOfStudies.Of(frame);
        var lowest = Lowest(frame, share);
        var (value, typical) = TypicalOfAllOrNone(frame);
        var lowerTau = LowestTau(frame, lowest);
        List<string> notes =
        [
            string.Create(Invariant, $"In every study all patients or none have the event: the likelihood keeps rising as tau² grows, so tau² has no finite estimate. The average over studies, {share.Value:0.0#%}, leads; it is the share of studies with the event, with its profile-likelihood interval."),
            "The typical study and a prediction interval are not defined under unbounded heterogeneity.",
        ];
        if (frame.Interval != IntervalMethod.ProfileLikelihood)
        {
            notes.Add("Wald and t intervals are not defined here; the intervals are profile-likelihood ones.");
        }

        return frame.Result(
            new Estimate(value, typical.Map(Logistic.Expit)),
            new TransformedEstimate(value switch { 0 => double.NegativeInfinity, 1 => double.PositiveInfinity, _ => null }, null, typical, new TestResult(null, null, null)),
            new HeterogeneityResult
            {
                LikelihoodRatio = BinomialNormalHeterogeneity.LikelihoodRatio(
                    0, Likelihood(frame).Evaluate(frame.HomogeneousLogit, 0).Value, frame.Count),
            },
            frame.Weigh(_ => 1),
            notes) with
        {
            Marginal = new Estimate(share.Value, share.Logit.Map(Logistic.Expit)),
            MarginalLeads = true,
            TauSquaredIntervals =
            [
                new TauSquaredInterval(TauSquaredIntervalMethod.ProfileLikelihood, frame.Within(lowerTau * lowerTau, double.PositiveInfinity), null, null),
            ],
            FitStatistics = new FitStatistics { LogLikelihoodMl = share.LogLikelihood },
        };
    }

    /// <summary>The typical study of such data: 0, 1 or undefined, and the logits that the likelihood does not exclude.</summary>
    public static (double? Value, Interval Logit) TypicalOfAllOrNone(ProportionFrame frame)
    {
        var share = ShareOfStudies.Of(frame);
        return TypicalWhereAverageIs(frame, share.Value, Lowest(frame, share), frame.Count * Math.Log(0.5));
    }

    private static double Lowest(ProportionFrame frame, ShareOfStudies share)
    {
        var quantile = NormalDistribution.UpperQuantile(0.5 * (1 - frame.Options.Level));
        return share.LogLikelihood - 0.5 * quantile * quantile;
    }

    /// <summary>The typical study of such data goes to 0 or 1 with the majority of studies; which means are excluded is a profile likelihood.</summary>
    private static (double? Value, Interval Logit) TypicalWhereAverageIs(ProportionFrame frame, double average, double lowest, double atHalf)
    {
        if (atHalf >= lowest || average == 0.5)
        {
            return (average switch { > 0.5 => 1, < 0.5 => 0, _ => null }, frame.Within(double.NegativeInfinity, double.PositiveInfinity));
        }

        // At μ = 0 the average is a half whatever tau is, which is excluded; towards the majority the likelihood rises to its supremum.
        var likelihood = Likelihood(frame);
        var side = average > 0.5 ? 1 : -1;
        var warm = 1.0;
        double Fall(double mu)
        {
            var best = HeterogeneityCurve.Maximise(
                tau =>
                {
                    var d = likelihood.Evaluate(mu, tau);
                    return new CurvePoint(d.Value, d.Tau, d.TauTau, d.Mu, mu);
                },
                ref warm);
            return best.Value - lowest;
        }

        var limit = RootFinding.Bracket(Fall, 0, side, side * 1e3) is var (from, to) ? RootFinding.Brent(Fall, from, to, 1e-10) : side * double.PositiveInfinity;
        return side > 0 ? (1, frame.Within(limit, double.PositiveInfinity)) : (0, frame.Within(double.NegativeInfinity, limit));
    }

    /// <summary>The least tau that the likelihood does not exclude; 0 where homogeneity is not excluded.</summary>
    private static double LowestTau(ProportionFrame frame, double lowest)
    {
        var likelihood = Likelihood(frame);
        var mu = frame.HomogeneousLogit;
        double Fall(double tau)
        {
            Span<double> point = [mu];
            var found = Maximisation.Newton(
                (at, gradient, hessian) =>
                {
                    var d = likelihood.Evaluate(at[0], tau);
                    gradient[0] = d.Mu;
                    hessian[0] = d.MuMu;
                    return d.Value;
                },
                point,
                longestStep: 2 + tau);
            mu = point[0];
            return found.Value - lowest;
        }

        return Fall(0) >= 0 ? 0
            : RootFinding.Bracket(Fall, 0, 1, 1e3) is var (from, to) ? RootFinding.Brent(Fall, from, to, 1e-10)
            : double.PositiveInfinity;
    }
}
