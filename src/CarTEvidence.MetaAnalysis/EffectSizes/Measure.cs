namespace CarTEvidence.MetaAnalysis;

/// <summary>An effect measure: its names, its kind of data, and the way between the natural scale and the scale of the analysis.</summary>
public sealed partial class Measure
{
    private Measure(string name, string code, MeasureKind kind, Func<double, double> toAnalysis, Func<double, double> toNatural)
    {
        Name = name;
        Code = code;
        Kind = kind;
        ToAnalysis = toAnalysis;
        ToNatural = toNatural;
    }

    /// <summary>Spoken name in kebab case, for example <c>logit</c>.</summary>
    public string Name { get; }

    /// <summary>Short code that R users know, for example <c>PLO</c>.</summary>
    public string Code { get; }

    /// <summary>Kind of data it is computed from.</summary>
    public MeasureKind Kind { get; }

    /// <summary>From the natural scale to the scale of the analysis.</summary>
    public Func<double, double> ToAnalysis { get; }

    /// <summary>From the scale of the analysis to the natural scale, limits at infinity included.</summary>
    public Func<double, double> ToNatural { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
