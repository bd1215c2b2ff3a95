namespace CarTEvidence;

/// <summary>A definition under which an outcome was reported, and how much of the synthesis rests on it.</summary>
/// <param name="Definition">The definition; for graded toxicity the grading scale. <c>null</c> if the reports do not state one.</param>
/// <param name="Reports">Reports that use it.</param>
/// <param name="Patients">Their evaluable patients.</param>
public sealed record OutcomeDefinition(string? Definition, int Reports, long Patients);
