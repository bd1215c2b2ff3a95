namespace CarTEvidence.MetaAnalysis;

/// <summary>The multivariate likelihood at one between-study covariance matrix.</summary>
/// <param name="LogLikelihood">Log-likelihood, restricted or not as asked for.</param>
/// <param name="Beta">Mean of each outcome, length p.</param>
/// <param name="Covariance">Their covariance matrix, p × p row by row.</param>
/// <param name="ResidualSquares">Σ r'Φ⁻¹r.</param>
internal sealed record MultivariatePoint(double LogLikelihood, double[] Beta, double[] Covariance, double ResidualSquares);
