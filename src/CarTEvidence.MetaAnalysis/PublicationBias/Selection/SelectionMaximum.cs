namespace CarTEvidence.MetaAnalysis;

/// <summary>Where a selection likelihood is highest.</summary>
internal sealed record SelectionMaximum(
    double Mean, double TauSquared, double[] Delta, double LogLikelihood, double? StandardError, bool TauSquaredAtBound, bool[] AtBound, bool Converged);
