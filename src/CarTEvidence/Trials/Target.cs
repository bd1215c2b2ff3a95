namespace CarTEvidence;

/// <summary>The antigen, or antigens, that the receptor binds.</summary>
public sealed class Target : OpenCode
{
    private Target(string code, string? name)
        : base(code, name)
    {
    }

    /// <summary>CD19, on B cells.</summary>
    public static Target Cd19 { get; } = new("CD19", "CD19");

    /// <summary>B-cell maturation antigen, on plasma cells.</summary>
    public static Target Bcma { get; } = new("BCMA", "B-cell maturation antigen");

    /// <summary>CD19 and BCMA: bispecific, compound or co-infused products.</summary>
    public static Target Cd19Bcma { get; } = new("CD19/BCMA", "CD19 and BCMA");

    /// <summary>CD20, on B cells.</summary>
    public static Target Cd20 { get; } = new("CD20", "CD20");

    /// <summary>CD7, on T and NK cells.</summary>
    public static Target Cd7 { get; } = new("CD7", "CD7");

    /// <summary>Desmoglein 3, shown to autoreactive B cells.</summary>
    public static Target Dsg3 { get; } = new("DSG3", "desmoglein 3");

    /// <summary>The values that the data dictionary knows, in its order.</summary>
    public static IReadOnlyList<Target> WellKnown { get; } =
    [
        Cd19, Bcma, Cd19Bcma, Cd20, Cd7, Dsg3,
    ];

    /// <summary>The target with this code, in any case; a code that the dictionary does not know becomes a new value.</summary>
    /// <param name="code">For example <c>CD19/BCMA</c>; surrounding blanks are ignored.</param>
    /// <exception cref="ArgumentException">The code is blank.</exception>
    public static Target Parse(string code) => Find(code, WellKnown, c => new Target(c, null));
}
