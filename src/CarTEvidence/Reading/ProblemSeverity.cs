namespace CarTEvidence;

/// <summary>How much a problem of a file matters.</summary>
public enum ProblemSeverity
{
    /// <summary>The file can be used; the reader should know.</summary>
    Warning,

    /// <summary>The file cannot be used: a number would be missing, wrong or ambiguous.</summary>
    Error,
}
