namespace CarTEvidence.MetaAnalysis;

public sealed partial class Measure
{
    /// <summary>Log odds of a proportion (<c>PLO</c>).</summary>
    public static Measure Logit { get; } = new("logit", "PLO", MeasureKind.Proportion, p => Math.Log(p / (1 - p)), x => 1 / (1 + Math.Exp(-x)));
}
