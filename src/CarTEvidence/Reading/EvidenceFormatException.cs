namespace CarTEvidence;

/// <summary>A file cannot be used; it carries every problem that was found, and its message is one line a problem.</summary>
public sealed class EvidenceFormatException : FormatException
{
    internal EvidenceFormatException(IReadOnlyList<ReadProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) =>
        Problems = problems;

    /// <summary>Every problem that was found, in the order of the file.</summary>
    public IReadOnlyList<ReadProblem> Problems { get; }
}
