namespace CarTEvidence;

/// <summary>How a CSV file is read.</summary>
public sealed record EvidenceReadOptions
{
    /// <summary>The defaults.</summary>
    public static EvidenceReadOptions Default { get; } = new();

    private readonly char? _separator;
    private readonly int _maxRowBytes = 1 << 20;

    /// <summary>The character between fields; <c>null</c> (the default) finds it among <c>, ; |</c> and tab, and a warning says so if it is not the comma.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A letter, a digit, a quote, a line break, or no ASCII character.</exception>
    public char? Separator
    {
        get => _separator;
        init => _separator = value is not { } c || (char.IsAscii(c) && !char.IsLetterOrDigit(c) && c is not ('"' or '\r' or '\n' or '.' or '-'))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Fields are separated by an ASCII character that does not occur in plain numbers or words, such as , or ;.");
    }

    /// <summary>The longest row that is read, in bytes of UTF-8, so that a quote never closed cannot swallow a large file. Default: 1 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MaxRowBytes
    {
        get => _maxRowBytes;
        init => _maxRowBytes = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A row has at least 1 byte.");
    }
}
