namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>One subgroup in the joint fit of subgroups with a mean each and one tau.</summary>
/// <param name="Model">The joint log-likelihood in this subgroup's mean and the shared tau.</param>
/// <param name="Fit">Its maximum; where the subgroup's mean is at infinity, a point so far out that the likelihood has reached its limit.</param>
/// <param name="TauStandardError">Standard error of the shared tau; <c>null</c> at tau = 0.</param>
/// <param name="DegreesOfFreedom">Studies less subgroups.</param>
/// <param name="Statistics">Log-likelihood and criteria of the joint model.</param>
internal sealed record SharedFit(SharedHeterogeneity Model, InterceptMaximum Fit, double? TauStandardError, int DegreesOfFreedom, FitStatistics Statistics)
{
    /// <summary>Written to each subgroup.</summary>
    public const string Note = "tau² is shared with the other subgroups: it, its interval, and the log-likelihood are those of the joint model.";

    /// <summary>Fits all subgroups at once.</summary>
    /// <param name="groups">The subgroups, at least one of which has a finite mean.</param>
    /// <param name="studies">Number of studies in all of them.</param>
    /// <param name="nuisance">Parameters of the likelihoods beside the means and tau.</param>
    /// <param name="maxIterations">Most Newton steps a start.</param>
    /// <returns>One entry a subgroup, in their order.</returns>
    public static SharedFit[] Of(IReadOnlyList<MeanProfile> groups, int studies, int nuisance, int maxIterations)
    {
        var models = groups.Select((own, i) => new SharedHeterogeneity(own.Likelihood, [.. groups.Where((_, j) => j != i)])).ToArray();
        var leading = groups.Select((group, i) => (group, i)).First(g => g.group.Infinite == 0).i;
        var joint = InterceptMaximum.Find(models[leading], groups[leading].Homogeneous, maxIterations);
        var statistics = LikelihoodCriteria.Of(joint.Derivatives.Value, groups.Count + 1 + nuisance, studies);
        return [.. groups.Select((group, i) => new SharedFit(
            models[i], i == leading ? joint : At(group, models[i], joint), joint.TauStandardError, studies - groups.Count, statistics))];
    }

    /// <summary>The profile of a subgroup whose mean is at infinity, at the level of an exact interval.</summary>
    /// <param name="level">Nominal coverage.</param>
    /// <remarks>
    /// Where all or none had the event, the probability of data as extreme is that of the data themselves: the exact limit is where it is half of 1 − level, and at
    /// tau = 0 this profile reproduces it. Half a chi-squared quantile below the maximum would be nearer to 1 or 0, and cover too little.
    /// </remarks>
    public InterceptProfile ExactProfile(double level) => new(Model, Fit, Math.Sqrt(-2 * Math.Log(0.5 * (1 - level))));

    private static InterceptMaximum At(MeanProfile group, SharedHeterogeneity model, InterceptMaximum joint)
    {
        var mean = group.Mean(joint.Tau);
        return joint with
        {
            Mu = mean,
            Derivatives = group.Infinite == 0
                ? model.Evaluate(mean, joint.Tau)

                // The likelihood is flat there; a unit of curvature gives the searches for its limits their first step.
                : new InterceptDerivatives { Value = joint.Derivatives.Value, MuMu = -1, TauTau = -1 },
        };
    }
}
