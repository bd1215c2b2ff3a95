namespace CarTEvidence;

/// <summary>The costimulatory domain of the receptor.</summary>
public sealed class CostimulatoryDomain : OpenCode
{
    private CostimulatoryDomain(string code, string? name)
        : base(code, name)
    {
    }

    /// <summary>4-1BB, also CD137.</summary>
    public static CostimulatoryDomain FourOneBb { get; } = new("4-1BB", "4-1BB (CD137)");

    /// <summary>CD28.</summary>
    public static CostimulatoryDomain Cd28 { get; } = new("CD28", "CD28");

    /// <summary>CD28 and 4-1BB together, a third-generation receptor.</summary>
    public static CostimulatoryDomain Cd28FourOneBb { get; } = new("CD28+4-1BB", "CD28 and 4-1BB");

    /// <summary>The values that the data dictionary knows, in its order.</summary>
    public static IReadOnlyList<CostimulatoryDomain> WellKnown { get; } =
    [
        FourOneBb, Cd28, Cd28FourOneBb,
    ];

    /// <summary>The costimulatory domain with this code, in any case; a code that the dictionary does not know becomes a new value.</summary>
    /// <param name="code">For example <c>4-1BB</c>; surrounding blanks are ignored.</param>
    /// <exception cref="ArgumentException">The code is blank.</exception>
    public static CostimulatoryDomain Parse(string code) => Find(code, WellKnown, c => new CostimulatoryDomain(c, null));
}
