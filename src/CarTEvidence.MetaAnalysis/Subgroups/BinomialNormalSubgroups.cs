using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Subgroups of the binomial-normal model, each with its own tau², and the likelihood-ratio test that their typical studies agree.</summary>
/// <remarks>
/// <para>
/// The test compares one mean μ with a mean for each subgroup in a model that has one tau² under either hypothesis, as a random-intercept logistic regression on
/// the grouping does: 2 (max over tau of Σ max over μ of ℓ(μ, tau) − max of the joint ℓ(μ, tau)), chi-squared with G − 1 degrees of freedom.
/// Were every subgroup left a tau² of its own inside the test, one in which all patients respond would agree with any mean, by a tau² without bound:
/// 27 of 27 against 13 of 40 would have p = 0.1. Comparing separate fits with one joint fit would have 2 (G − 1) degrees of freedom and mix
/// differences in mean with differences in heterogeneity.
/// </para>
/// <para>
/// A subgroup in which all or none had the event has its maximum at infinity, where its log-likelihood is 0; it takes part like any other.
/// S. S. Wilks, Ann. Math. Stat. 1938;9:60–62, doi:10.1214/aoms/1177732360.
/// </para>
/// </remarks>
internal static class BinomialNormalSubgroups
{
    private static readonly double[] TauScan = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.4, 2, 3, 5, 10];

    public static PooledEffect Add(PooledEffect whole, ProportionData data, ProportionOptions options, Grouping grouping)
    {
        if (grouping.TauSquared == SubgroupTauSquared.Common)
        {
            throw new ArgumentException("The binomial-normal model gives each subgroup its own tau²; a common one needs the model \"random\".", nameof(grouping));
        }

        var levels = SubgroupLevels.Of(grouping, data.Count);
        var groups = levels.Select(level => data.Select(level.Studies)).ToArray();
        return whole with
        {
            SubgroupName = grouping.Name,
            Subgroups = [.. levels.Zip(groups, (level, group) => new SubgroupResult(level.Level, BinomialNormalModel.Fit(group, options)))],
            SubgroupTest = groups.Length < 2 ? new TestResult(null, null, null) : Test(data, groups, options.MaxIterations),
        };
    }

    private static TestResult Test(ProportionData data, ProportionData[] groups, int maxIterations)
    {
        var together = new Group(data);
        var apart = groups.Select(group => new Group(group)).ToArray();
        var joint = together.IsBoundary ? 0 : InterceptMaximum.Find(together.Likelihood, together.Homogeneous, maxIterations).Derivatives.Value;
        var statistic = Math.Max(0, 2 * (Highest(tau => apart.Sum(g => g.Highest(tau))) - joint));
        return new TestResult(statistic, groups.Length - 1, ChiSquaredDistribution.Upper(statistic, groups.Length - 1));
    }

    /// <summary>The maximum over tau ≥ 0: a scan, since there can be a maximum at 0 and another inside, then Brent's method around the best point.</summary>
    private static double Highest(Func<double, double> f)
    {
        var values = TauScan.Select(f).ToArray();
        var best = Array.IndexOf(values, values.Max());
        var low = TauScan[Math.Max(0, best - 1)];
        var high = best == TauScan.Length - 1 ? 10 * TauScan[best] : TauScan[best + 1];
        return Math.Max(values[best], Maximisation.Brent(f, low, high).Value);
    }

    /// <summary>The likelihood of one subgroup.</summary>
    private sealed class Group
    {
        private readonly double[] _mu;

        public Group(ProportionData data)
        {
            var studies = new DistinctStudies(data);
            Likelihood = new([.. studies.Pairs.Select(p => new BinomialLikelihood(p.Events, p.Total))], studies.Counts);
            IsBoundary = Array.TrueForAll(studies.Pairs, p => p.Events == 0) || Array.TrueForAll(studies.Pairs, p => p.Events == p.Total);
            double events = 0, others = 0;
            foreach (var study in data)
            {
                events += study.Events;
                others += study.Total - study.Events;
            }

            Homogeneous = Math.Log(events / others);
            _mu = [Homogeneous];
        }

        public InterceptLikelihood<BinomialLikelihood, BinomialBranch> Likelihood { get; }

        /// <summary>Whether all or none had the event.</summary>
        public bool IsBoundary { get; }

        /// <summary>The maximum-likelihood mean without heterogeneity.</summary>
        public double Homogeneous { get; }

        /// <summary>The log-likelihood at one tau, maximised over the mean, in which it is concave.</summary>
        public double Highest(double tau) => IsBoundary
            ? 0
            : Maximisation.Newton(
                (point, gradient, hessian) =>
                {
                    var d = Likelihood.Evaluate(point[0], tau);
                    gradient[0] = d.Mu;
                    hessian[0] = d.MuMu;
                    return d.Value;
                },
                _mu,
                longestStep: 2 + tau).Value;
    }
}
