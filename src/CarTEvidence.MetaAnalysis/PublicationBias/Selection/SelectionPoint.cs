namespace CarTEvidence.MetaAnalysis;

/// <summary>What a selection function sees of x = y/√v.</summary>
/// <param name="X">x.</param>
/// <param name="LogP">log p, censored where the function asks for it.</param>
/// <param name="LogComplement">log (1 − p), censored likewise.</param>
/// <param name="Interval">Interval of a step function that p falls in.</param>
internal readonly record struct SelectionPoint(double X, double LogP, double LogComplement, int Interval);
