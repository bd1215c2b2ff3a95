namespace CarTEvidence;

/// <summary>Where the numbers of an arm were read.</summary>
public sealed record Provenance
{
    /// <summary>Nothing is stated.</summary>
    public static Provenance NotStated { get; } = new();

    /// <summary>Addresses, separated by <c>;</c>; <c>null</c> if none is given.</summary>
    public string? Sources { get; init; }

    /// <summary>Where in the source, and any doubt.</summary>
    public string? Note { get; init; }

    /// <summary>How closely the numbers were read.</summary>
    public Confidence? Confidence { get; init; }

    /// <summary>The addresses one by one.</summary>
    public IReadOnlyList<string> SourceUrls => Sources?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
