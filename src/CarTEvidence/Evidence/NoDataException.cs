namespace CarTEvidence;

/// <summary>No selected arm reports the outcome that was to be counted or pooled.</summary>
public sealed class NoDataException : EvidenceException
{
    internal NoDataException(string message)
        : base(message)
    {
    }
}
