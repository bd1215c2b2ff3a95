namespace CarTEvidence;

/// <summary>Reports share patients, and the policy was to fail if they do.</summary>
public sealed class OverlapException : EvidenceException
{
    internal OverlapException(string message, IReadOnlyList<OverlapDropped> overlaps)
        : base(message) =>
        Overlaps = overlaps;

    /// <summary>The arms that would have to leave, and in favour of which report.</summary>
    public IReadOnlyList<OverlapDropped> Overlaps { get; }
}
