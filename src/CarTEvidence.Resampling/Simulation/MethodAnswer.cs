namespace CarTEvidence.Resampling;

/// <summary>What a method says of a data set: proportions, or effects of two arms on the scale of the design.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Lower">Lower limit.</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="Converged">Whether the method has found its answer; if not, the others are not used and the data set counts as not covered.</param>
public readonly record struct MethodAnswer(double Estimate, double Lower, double Upper, bool Converged = true)
{
    /// <summary>The answer of a method that found none.</summary>
    public static MethodAnswer None { get; } = new(double.NaN, double.NaN, double.NaN, Converged: false);
}
