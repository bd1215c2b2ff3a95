namespace CarTEvidence.MetaAnalysis;

/// <summary>An estimate of tau² and how it was reached.</summary>
/// <param name="Value">tau², 0 or more.</param>
/// <param name="StandardError">Its asymptotic standard error; <c>null</c> where it is not defined.</param>
/// <param name="Iterations">Evaluations of the estimating equation; 0 for closed forms.</param>
/// <param name="Converged">Whether it converged to its tolerance.</param>
/// <param name="Note">What a reader should know; <c>null</c> for nothing.</param>
internal readonly record struct TauSquaredFit(double Value, double? StandardError, int Iterations = 0, bool Converged = true, string? Note = null);
