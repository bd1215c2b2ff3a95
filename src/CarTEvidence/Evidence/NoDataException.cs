namespace CarTEvidence;

/// <summary>No selected arm reports the outcome that was to be pooled.</summary>
public sealed class NoDataException : EvidenceException
{
    /// <summary>States that no selected arm reports an outcome.</summary>
    public NoDataException()
        : this("No selected arm reports the outcome.")
    {
    }

    /// <summary>States which outcome no selected arm reports.</summary>
    /// <param name="message">The message.</param>
    public NoDataException(string message)
        : base(message)
    {
    }

    /// <summary>States which outcome no selected arm reports.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public NoDataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
