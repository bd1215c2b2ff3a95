namespace CarTEvidence.MetaAnalysis;

/// <summary>What one choice of method is called, for machines and for people.</summary>
/// <typeparam name="T">The enumeration of choices.</typeparam>
/// <param name="Value">The choice.</param>
/// <param name="Name">Canonical name in kebab case, as requests and answers spell it, for example <c>dersimonian-laird</c>.</param>
/// <param name="Label">As printed in tables and figures, for example <c>DerSimonian–Laird</c>.</param>
public sealed record MethodName<T>(T Value, string Name, string Label)
    where T : struct, Enum
{
    /// <summary>Short code that R users know, for example <c>DL</c>; <c>null</c> where there is none.</summary>
    public string? Code { get; init; }

    /// <summary>Further spellings that are understood.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The name, with the code in brackets where it differs: <c>dersimonian-laird (DL)</c>.</summary>
    public override string ToString() =>
        Code is null || string.Equals(Code, Name, StringComparison.OrdinalIgnoreCase) ? Name : $"{Name} ({Code})";
}
