namespace CarTEvidence;

/// <summary>A file cannot be used; it carries every problem that was found.</summary>
public sealed class EvidenceFormatException : FormatException
{
    /// <summary>States that a file cannot be used.</summary>
    public EvidenceFormatException()
        : this("The file cannot be used.")
    {
    }

    /// <summary>States why a file cannot be used.</summary>
    /// <param name="message">The message.</param>
    public EvidenceFormatException(string message)
        : base(message)
    {
    }

    /// <summary>States why a file cannot be used.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public EvidenceFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Carries every problem of a file; the message is one line a problem.</summary>
    /// <param name="problems">The problems.</param>
    public EvidenceFormatException(IReadOnlyList<ReadProblem> problems)
        : base(string.Join(Environment.NewLine, (problems ?? throw new ArgumentNullException(nameof(problems))).Select(p => p.ToString()))) =>
        Problems = problems;

    /// <summary>Every problem that was found, in the order of the file.</summary>
    public IReadOnlyList<ReadProblem> Problems { get; } = [];
}
