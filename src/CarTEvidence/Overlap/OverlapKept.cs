namespace CarTEvidence;

/// <summary>An arm that entered the synthesis.</summary>
/// <param name="Study">Study.</param>
/// <param name="Arm">Arm within the study.</param>
/// <param name="Cohort">Cohort of the arm.</param>
/// <param name="Evaluable">Evaluable patients of the arm for the outcome.</param>
/// <param name="Remark">Why it stays although a report that contains its patients exists; else <c>null</c>.</param>
public sealed record OverlapKept(string Study, string Arm, string Cohort, int Evaluable, string? Remark);
