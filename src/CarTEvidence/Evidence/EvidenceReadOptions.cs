namespace CarTEvidence;

/// <summary>How a CSV file is read.</summary>
public sealed record EvidenceReadOptions
{
    /// <summary>The defaults.</summary>
    public static EvidenceReadOptions Default { get; } = new();

    /// <summary>The character between fields; <c>null</c> (the default) finds it among <c>, ; |</c> and tab, and a warning says so if it is not the comma.</summary>
    public char? Separator { get; init; }

    /// <summary>The longest row that is read, in bytes of UTF-8, so that a quote never closed cannot swallow a large file. Default: 1 MiB.</summary>
    public int MaxRowBytes { get; init; } = 1 << 20;
}
