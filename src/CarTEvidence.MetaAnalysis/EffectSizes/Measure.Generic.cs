namespace CarTEvidence.MetaAnalysis;

public sealed partial class Measure
{
    /// <summary>Effect and variance given, on a scale only the caller knows (<c>GEN</c>); nothing is transformed.</summary>
    public static Measure Generic { get; } = new("generic", "GEN", "Effect", MeasureKind.Generic, Scale.Identity);
}
