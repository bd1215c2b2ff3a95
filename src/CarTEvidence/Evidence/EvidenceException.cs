namespace CarTEvidence;

/// <summary>The selected evidence does not allow what was asked for; the message says why, and in which selection.</summary>
public abstract class EvidenceException : InvalidOperationException
{
    private protected EvidenceException(string message)
        : base(message)
    {
    }
}
