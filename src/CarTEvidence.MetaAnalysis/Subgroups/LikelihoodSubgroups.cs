using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Subgroups of the random-intercept models of counts, and the likelihood-ratio test that their typical studies agree.</summary>
/// <remarks>
/// <para>
/// The test compares one mean μ with a mean for each subgroup in a model that has one tau² under either hypothesis, as a random-intercept regression on
/// the grouping does: 2 (max over tau of Σ max over μ of ℓ(μ, tau) − max of the joint ℓ(μ, tau)), chi-squared with G − 1 degrees of freedom, whether or not the
/// subgroups' own fits share their tau². Were every subgroup left a tau² of its own inside the test, one in which all patients respond would agree with any mean,
/// by a tau² without bound: 27 of 27 against 13 of 40 would have p = 0.1. Comparing separate fits with one joint fit would have 2 (G − 1) degrees of freedom and mix
/// differences in mean with differences in heterogeneity.
/// </para>
/// <para>
/// A subgroup in which all or none had the event has its maximum at infinity, where its log-likelihood is 0; it takes part like any other.
/// S. S. Wilks, Ann. Math. Stat. 1938;9:60–62, doi:10.1214/aoms/1177732360.
/// </para>
/// </remarks>
internal static class LikelihoodSubgroups
{
    /// <summary>Adds the subgroups to the fit of the whole.</summary>
    /// <param name="whole">All studies together.</param>
    /// <param name="grouping">The column.</param>
    /// <param name="maxIterations">Most Newton steps a start.</param>
    /// <param name="of">Some of the studies as a subgroup of the model.</param>
    public static PooledEffect Add(PooledEffect whole, Grouping grouping, int maxIterations, Func<IReadOnlyList<int>, ICountSubgroup> of)
    {
        var count = whole.Studies.Count;
        var levels = SubgroupLevels.Of(grouping, count);
        ICountSubgroup[] groups = [.. levels.Select(level => of(level.Studies))];
        var (effects, notes) = grouping.TauSquared == SubgroupTauSquared.Common ? Joint(groups, maxIterations) : ([.. groups.Select(g => g.Alone())], []);
        return whole with
        {
            SubgroupName = grouping.Name,
            Subgroups = [.. levels.Zip(effects, (level, effect) => new SubgroupResult(level.Level, effect))],
            SubgroupTest = groups.Count(g => g.StudyCount > 0) < 2
                ? new TestResult(null, null, null)
                : Test(of([.. Enumerable.Range(0, count)]).Profile, [.. groups.Where(g => g.StudyCount > 0).Select(g => g.Profile)], maxIterations),
            Notes = [.. whole.Notes, .. notes],
        };
    }

    private static (PooledEffect[] Effects, string[] Notes) Joint(ICountSubgroup[] groups, int maxIterations)
    {
        // Of studies that say nothing nothing can be shared.
        ICountSubgroup[] speaking = [.. groups.Where(g => g.StudyCount > 0)];
        var studies = speaking.Sum(g => g.StudyCount);
        if (studies <= speaking.Length || !Array.Exists(speaking, g => g.TellsHeterogeneity))
        {
            return ([.. groups.Select(g => g.Alone())], ["The subgroups have nothing to estimate a shared tau² from; each was fitted alone."]);
        }

        var fits = SharedFit.Of([.. speaking.Select(g => g.Profile)], studies, speaking.Sum(g => g.NuisanceCount), maxIterations);
        return ([.. groups.Select(group => group.StudyCount > 0 ? group.Shared(fits[Array.IndexOf(speaking, group)]) : group.Alone())], []);
    }

    private static TestResult Test(MeanProfile together, MeanProfile[] apart, int maxIterations)
    {
        var joint = together.Infinite != 0
            ? HeterogeneityCurve.Highest(tau => together.At(tau).Value)
            : InterceptMaximum.Find(together.Likelihood, together.Homogeneous, maxIterations).Derivatives.Value;
        var statistic = Math.Max(0, 2 * (HeterogeneityCurve.Highest(tau => apart.Sum(g => g.At(tau).Value)) - joint));
        return new TestResult(statistic, apart.Length - 1, ChiSquaredDistribution.Upper(statistic, apart.Length - 1));
    }
}
