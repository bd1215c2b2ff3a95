namespace CarTEvidence.Reports;

/// <summary>How far a report is.</summary>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps in all.</param>
/// <param name="Step">What was done last, for example <c>Remission by disease</c>.</param>
public readonly record struct ReportProgress(int Done, int Total, string Step);
