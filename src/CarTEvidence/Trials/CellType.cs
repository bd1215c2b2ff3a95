namespace CarTEvidence;

/// <summary>The engineered cell.</summary>
public sealed class CellType : OpenCode
{
    private CellType(string code, string? name)
        : base(code, name)
    {
    }

    /// <summary>T cell with a chimeric antigen receptor.</summary>
    public static CellType CarT { get; } = new("CAR-T", "chimeric antigen receptor T cell");

    /// <summary>Natural killer cell with a chimeric antigen receptor.</summary>
    public static CellType CarNk { get; } = new("CAR-NK", "chimeric antigen receptor natural killer cell");

    /// <summary>T cell with a chimeric autoantibody receptor.</summary>
    public static CellType CaarT { get; } = new("CAAR-T", "chimeric autoantibody receptor T cell");

    /// <summary>Regulatory T cell with a chimeric antigen receptor.</summary>
    public static CellType CarTreg { get; } = new("CAR-Treg", "chimeric antigen receptor regulatory T cell");

    /// <summary>The values that the data dictionary knows, in its order.</summary>
    public static IReadOnlyList<CellType> WellKnown { get; } =
    [
        CarT, CarNk, CaarT, CarTreg,
    ];

    /// <summary>The cell type with this code, in any case; a code that the dictionary does not know becomes a new value.</summary>
    /// <param name="code">For example <c>CAR-T</c>; surrounding blanks are ignored.</param>
    /// <exception cref="ArgumentException">The code is blank.</exception>
    public static CellType Parse(string code) => Find(code, WellKnown, c => new CellType(c, null));
}
