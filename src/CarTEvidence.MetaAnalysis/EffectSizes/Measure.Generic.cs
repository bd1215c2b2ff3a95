namespace CarTEvidence.MetaAnalysis;

public sealed partial class Measure
{
    /// <summary>Effect and variance given, on a scale only the caller knows (<c>GEN</c>); nothing is transformed.</summary>
    public static Measure Generic { get; } = new("generic", "GEN", MeasureKind.Generic, x => x, x => x);
}
