namespace CarTEvidence.MetaAnalysis;

/// <summary>Where a multivariate likelihood is highest.</summary>
/// <param name="Between">Between-study covariance matrix T, p × p row by row.</param>
/// <param name="Point">Likelihood and coefficients there.</param>
/// <param name="Converged">Whether the search ended at a maximum.</param>
/// <param name="Iterations">Newton steps of the best start.</param>
internal sealed record MultivariateMaximum(double[] Between, MultivariatePoint Point, bool Converged, int Iterations);
