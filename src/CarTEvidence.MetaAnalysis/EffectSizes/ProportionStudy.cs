namespace CarTEvidence.MetaAnalysis;

/// <summary>One study's events among its evaluable patients.</summary>
/// <param name="Study">Label.</param>
/// <param name="Events">Patients with the event.</param>
/// <param name="Total">Evaluable patients.</param>
public readonly record struct ProportionStudy(string Study, long Events, long Total);
