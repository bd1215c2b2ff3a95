namespace CarTEvidence.MetaAnalysis;

/// <summary>A point of a profile likelihood.</summary>
/// <param name="Value">Value of the parameter, on the scale of the analysis.</param>
/// <param name="LogLikelihood">Log-likelihood there, maximised over the other parameters.</param>
public readonly record struct ProfilePoint(double Value, double LogLikelihood);
