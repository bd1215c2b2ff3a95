namespace CarTEvidence.Reports;

/// <summary>Text that already is HTML; everything else is encoded on its way into a page.</summary>
/// <param name="Html">The HTML.</param>
internal readonly record struct Markup(string Html)
{
    /// <summary>No HTML.</summary>
    public static Markup None { get; } = new(string.Empty);
}
