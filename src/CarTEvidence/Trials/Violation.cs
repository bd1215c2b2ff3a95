namespace CarTEvidence;

/// <summary>A rule that a set of numbers breaks: which of them, and in words how.</summary>
/// <remarks>Stated once, so that constructors refuse and the reader lists by the same rule.</remarks>
internal readonly record struct Violation(string Part, string Message);
