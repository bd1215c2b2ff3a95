namespace CarTEvidence.Cli.Fit;

/// <summary>The codes of error answers; documented in <c>docs/cli.md</c>.</summary>
internal static class RequestErrors
{
    public const string InvalidJson = "invalid-json";
    public const string TruncatedJson = "truncated-json";
    public const string MissingField = "missing-field";
    public const string UnknownField = "unknown-field";
    public const string WrongType = "wrong-type";
    public const string InvalidValue = "invalid-value";
    public const string UnknownName = "unknown-name";
    public const string UnequalLengths = "unequal-lengths";
    public const string NotAvailable = "not-available";
    public const string Internal = "internal-error";
}
