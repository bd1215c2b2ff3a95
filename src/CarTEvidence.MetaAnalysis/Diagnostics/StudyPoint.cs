namespace CarTEvidence.MetaAnalysis;

/// <summary>One study's coordinates in a diagnostic plot.</summary>
/// <param name="Study">Label.</param>
/// <param name="X">Horizontal coordinate.</param>
/// <param name="Y">Vertical coordinate.</param>
public readonly record struct StudyPoint(string Study, double X, double Y);
