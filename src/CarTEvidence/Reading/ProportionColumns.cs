namespace CarTEvidence;

/// <summary>Which columns of a CSV file hold the study, its events and its evaluable patients; header names in any case.</summary>
/// <param name="Study">Column of study labels.</param>
/// <param name="Events">Column of patients with the event.</param>
/// <param name="Total">Column of evaluable patients.</param>
public sealed record ProportionColumns(string Study, string Events, string Total);
