namespace CarTEvidence;

/// <summary>Reports share patients, and the policy was to fail if they do.</summary>
public sealed class OverlapException : EvidenceException
{
    /// <summary>States that reports share patients.</summary>
    public OverlapException()
        : this("Selected reports share patients.")
    {
    }

    /// <summary>States which reports share patients.</summary>
    /// <param name="message">The message.</param>
    public OverlapException(string message)
        : base(message)
    {
    }

    /// <summary>States which reports share patients.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public OverlapException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal OverlapException(string message, IReadOnlyList<OverlapDropped> overlaps)
        : base(message) =>
        Overlaps = overlaps;

    /// <summary>The arms that would have to leave, and in favour of which report.</summary>
    public IReadOnlyList<OverlapDropped> Overlaps { get; } = [];
}
