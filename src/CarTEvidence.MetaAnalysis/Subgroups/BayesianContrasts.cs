using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Every pair of subgroups of the Bayesian model compared by the joint distribution of their independent posteriors.</summary>
internal static class BayesianContrasts
{
    // Differences of proportions this close to their end points cannot be told from them.
    private const double Nearest = 1e-12;

    /// <summary>Adds the contrasts: each level against every one before it in ordinal order.</summary>
    public static PooledEffect Add(PooledEffect effect)
    {
        List<SubgroupContrast> contrasts = [];
        for (var i = 0; i < effect.Subgroups.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (effect.Subgroups[i].Effect.Joint is { } own && effect.Subgroups[j].Effect.Joint is { } reference)
                {
                    contrasts.Add(Compare(effect.Subgroups[i].Level, own, effect.Subgroups[j].Level, reference, effect.Level));
                }
            }
        }

        return effect with { SubgroupContrasts = contrasts };
    }

    private static SubgroupContrast Compare(string level, JointPosterior own, string referenceLevel, JointPosterior reference, double nominal)
    {
        double Below(double d) => own.LessThan(reference, mu => mu + d, x => x - d);
        var (low, high) = (own.Mu[0] - reference.Mu[^1], own.Mu[^1] - reference.Mu[0]);
        var log = Quantiles(Below, low, high, nominal);
        double ProportionBelow(double d) => own.LessThan(reference, mu => Logistic.Logit(Math.Clamp(Logistic.Expit(mu) + d, 0, 1)), x => Logistic.Logit(Math.Clamp(Logistic.Expit(x) - d, 0, 1)));
        var difference = Quantiles(ProportionBelow, -1 + Nearest, 1 - Nearest, nominal);
        return new SubgroupContrast(
            level, referenceLevel, log, new Estimate(Math.Exp(log.Value!.Value), log.Interval!.Value.Map(Math.Exp)), difference, Math.Clamp(1 - Below(0), 0, 1));
    }

    private static Estimate Quantiles(Func<double, double> below, double low, double high, double level)
    {
        double At(double p) => below(low) >= p ? low : below(high) <= p ? high : RootFinding.Brent(d => below(d) - p, low, high, 1e-9);
        var tail = 0.5 * (1 - level);
        return new Estimate(At(0.5), new Interval(At(tail), At(1 - tail), level));
    }
}
