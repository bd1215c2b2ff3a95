namespace CarTEvidence.Resampling;

/// <summary>The statistic of the data that a wild bootstrap makes: fitted values under the hypothesis, and residuals times these multipliers.</summary>
/// <param name="multipliers">One a cluster, in the order of the clusters.</param>
/// <returns>The statistic; not a number where there is none.</returns>
public delegate double WildStatistic(ReadOnlySpan<double> multipliers);
