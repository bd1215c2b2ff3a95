namespace CarTEvidence;

/// <summary>The selected evidence does not allow what was asked for.</summary>
public class EvidenceException : InvalidOperationException
{
    /// <summary>States that the evidence does not allow what was asked for.</summary>
    public EvidenceException()
        : this("The selected evidence does not allow this.")
    {
    }

    /// <summary>States what the evidence does not allow.</summary>
    /// <param name="message">The message.</param>
    public EvidenceException(string message)
        : base(message)
    {
    }

    /// <summary>States what the evidence does not allow.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public EvidenceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
