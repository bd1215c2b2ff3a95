using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Subgroups of the Bayesian model, and every pair of them compared by their joint posterior.</summary>
internal static class BayesianSubgroups
{
    // Differences of proportions this close to their end points cannot be told from them.
    private const double Nearest = 1e-12;

    /// <summary>Fits the whole, and the subgroups of a column with a tau each or one for all.</summary>
    public static PooledEffect Add(ProportionData data, ProportionOptions options, Grouping? grouping)
    {
        PooledEffect Some(IReadOnlyList<int> studies) => BayesianBinomialNormalModel.Fit(data.Select(studies), options);
        var whole = BayesianBinomialNormalModel.Fit(data, options);
        whole = whole with { Refit = Some, Deletions = () => BayesianBinomialNormalModel.LeaveOneOut(data, options, whole.Joint!) };
        if (grouping is null)
        {
            return whole;
        }

        var levels = SubgroupLevels.Of(grouping, data.Count);
        var effects = grouping.TauSquared == SubgroupTauSquared.Common
            ? BayesianBinomialNormalModel.FitShared([.. levels.Select(level => data.Select(level.Studies))], options)
            : [.. levels.Select(level => Some(level.Studies))];
        SubgroupResult[] groups = [.. levels.Zip(effects, (level, effect) => new SubgroupResult(level.Level, effect))];
        return whole with
        {
            SubgroupName = grouping.Name,
            Subgroups = groups,
            SubgroupTest = new TestResult(null, null, null),
            SubgroupContrasts = Contrasts(groups, options.Level),
        };
    }

    /// <summary>Each level against every one before it in ordinal order.</summary>
    private static List<SubgroupContrast> Contrasts(SubgroupResult[] groups, double level)
    {
        List<SubgroupContrast> contrasts = [];
        for (var i = 0; i < groups.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                contrasts.Add(Compare(groups[i].Level, groups[i].Effect.Joint!, groups[j].Level, groups[j].Effect.Joint!, level));
            }
        }

        return contrasts;
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
