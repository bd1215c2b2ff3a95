namespace CarTEvidence.MetaAnalysis;

/// <summary>How likely each value of one parameter is when the others take the values that suit it best.</summary>
/// <remarks>The points are compared by reference.</remarks>
public sealed record LikelihoodProfile
{
    /// <summary>The parameter.</summary>
    public required ProfiledParameter Parameter { get; init; }

    /// <summary>Whether the restricted likelihood was profiled (REML), rather than the full one.</summary>
    public required bool Restricted { get; init; }

    /// <summary>Points in ascending order of the parameter, even over the range.</summary>
    public required IReadOnlyList<ProfilePoint> Points { get; init; }

    /// <summary>The value at which the likelihood is highest; of tau² not the reported one where another estimator was chosen.</summary>
    public required double Estimate { get; init; }

    /// <summary>Log-likelihood at <see cref="Estimate"/>.</summary>
    public required double Maximum { get; init; }

    /// <summary>Log-likelihood at the ends of <see cref="Interval"/>: the maximum less half a chi-squared quantile on one degree of freedom.</summary>
    public required double CutOff { get; init; }

    /// <summary>Values whose log-likelihood is not below <see cref="CutOff"/>; an end that the likelihood does not exclude is infinite, one at the edge of tau² is 0.</summary>
    public required Interval Interval { get; init; }
}
