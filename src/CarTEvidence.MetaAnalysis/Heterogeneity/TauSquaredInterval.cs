namespace CarTEvidence.MetaAnalysis;

/// <summary>Confidence interval of tau² and of the statistics that follow from it.</summary>
/// <param name="Method">How it was made.</param>
/// <param name="TauSquared">Interval of tau²; the upper limit may be infinite.</param>
/// <param name="ISquared">Interval of I² in per cent; <c>null</c> where the model defines none.</param>
/// <param name="HSquared">Interval of H²; <c>null</c> where the model defines none.</param>
public sealed record TauSquaredInterval(TauSquaredIntervalMethod Method, Interval TauSquared, Interval? ISquared, Interval? HSquared);
