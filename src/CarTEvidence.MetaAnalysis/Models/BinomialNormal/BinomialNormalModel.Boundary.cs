using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>Data for which the likelihood has no maximum inside, or nothing to say about heterogeneity.</content>
internal static partial class BinomialNormalModel
{
    /// <summary>All or no events: the exact interval of the counts pooled, heterogeneity not identifiable.</summary>
    private static PooledEffect AtBoundary(ProportionFrame frame)
    {
        var all = frame.Events > 0;
        var interval = ProportionInterval.Compute(frame.Events, frame.Total, StudyIntervalMethod.ClopperPearson, frame.Options.Level);
        var estimate = new Estimate(all ? 1 : 0, interval);
        var infinite = all ? double.PositiveInfinity : double.NegativeInfinity;
        List<string> notes =
        [
            all
                ? "Every patient has the event: the estimate is 1, and the interval is the exact (Clopper-Pearson) one of the counts pooled."
                : "No patient has the event: the estimate is 0, and the interval is the exact (Clopper-Pearson) one of the counts pooled.",
            "Tau² is not identifiable from such data; it is reported as 0, and the interval assumes that the studies do not differ. The Bayesian model with its stated prior allows for differences.",
        ];
        return frame.Result(
            estimate,
            new TransformedEstimate(infinite, null, interval.Map(Logistic.Logit), new TestResult(null, null, null)),
            new HeterogeneityResult
            {
                TauSquared = 0,
                LikelihoodRatio = frame.Count > 1 ? new TestResult(0, frame.Count - 1, 1) : null,
            },
            frame.Weigh(i => frame.Studies.Pairs[i].Total),
            notes) with
        {
            Marginal = estimate,
            FitStatistics = new FitStatistics { LogLikelihoodMl = 0 },
        };
    }

    /// <summary>One study: its own proportion with its exact interval.</summary>
    private static PooledEffect OneStudy(ProportionFrame frame)
    {
        var pair = frame.Studies.Pairs[0];
        var interval = ProportionInterval.Compute(pair.Events, pair.Total, StudyIntervalMethod.ClopperPearson, frame.Options.Level);
        var estimate = new Estimate((double)pair.Events / pair.Total, interval);
        var (effect, variance) = BinomialNormalHeterogeneity.Logit(pair, 0);
        var z = effect / Math.Sqrt(variance);
        List<string> notes =
        [
            "One study: nothing is pooled. The interval is the exact (Clopper-Pearson) one of that study; tau² and the prediction interval are not defined.",
        ];
        return frame.Result(
            estimate,
            new TransformedEstimate(effect, Math.Sqrt(variance), interval.Map(Logistic.Logit), new TestResult(z, null, NormalDistribution.TwoSided(z))),
            new HeterogeneityResult(),
            frame.Weigh(_ => 1),
            notes) with
        {
            Marginal = estimate,
            FitStatistics = LikelihoodCriteria.Of(BinomialNormalHeterogeneity.Saturated(frame.Studies), 1, 1),
        };
    }

    /// <summary>Each study all or none, both kinds present: the likelihood rises as tau grows, towards studies that are all 0 or all 1.</summary>
    /// <remarks>
    /// For a given average π a study of n patients who all have the event has likelihood at most π, reached only in that limit, where the studies
    /// are themselves Bernoulli trials: the average is the share of studies with the event, its profile likelihood the binomial one of that share.
    /// </remarks>
    private static PooledEffect AllOrNone(ProportionFrame frame)
    {
        double k = frame.Count;
        var share = 0.0;
        for (var i = 0; i < frame.Studies.Pairs.Length; i++)
        {
            share += frame.Studies.Pairs[i].Events > 0 ? frame.Studies.Counts[i] : 0;
        }

        var maximum = share * Math.Log(share / k) + (k - share) * Math.Log((k - share) / k);
        var quantile = NormalDistribution.UpperQuantile(0.5 * (1 - frame.Options.Level));
        var lowest = maximum - 0.5 * quantile * quantile;
        double Fall(double logit) => -share * Logistic.LogOnePlusExp(-logit) - (k - share) * Logistic.LogOnePlusExp(logit) - lowest;
        double Limit(int side)
        {
            var (from, to) = RootFinding.Bracket(Fall, Math.Log(share / (k - share)), side, side * 1e6)
                ?? throw new InvalidOperationException("A binomial likelihood falls without bound.");
            return RootFinding.Brent(Fall, from, to);
        }

        var (value, typical) = TypicalWhereAverageIs(frame, share / k, lowest, k * Math.Log(0.5));
        var marginal = frame.Within(Limit(-1), Limit(1)).Map(Logistic.Expit);
        var lowerTau = LowestTau(frame, lowest);
        List<string> notes =
        [
            string.Create(Invariant, $"In every study all patients or none have the event: the likelihood keeps rising as tau² grows, so tau² has no finite estimate. The average over studies, {share / k:P2}, leads; it is the share of studies with the event, with its profile-likelihood interval."),
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
            Marginal = new Estimate(share / k, marginal),
            MarginalLeads = true,
            TauSquaredIntervals =
            [
                new TauSquaredInterval(TauSquaredIntervalMethod.ProfileLikelihood, frame.Within(lowerTau * lowerTau, double.PositiveInfinity), null, null),
            ],
            FitStatistics = new FitStatistics { LogLikelihoodMl = maximum },
        };
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
