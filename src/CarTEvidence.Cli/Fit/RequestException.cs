namespace CarTEvidence.Cli.Fit;

/// <summary>A request that cannot be answered: becomes the error object in its place.</summary>
internal sealed class RequestException(string code, string message, string? field) : Exception(message)
{
    /// <summary>Kebab-case code, one of <see cref="RequestErrors"/>.</summary>
    public string Code { get; } = code;

    /// <summary>The field at fault, <c>zeroCorrection.to</c> for a nested one; <c>null</c> where none can be named.</summary>
    public string? Field { get; } = field;
}
