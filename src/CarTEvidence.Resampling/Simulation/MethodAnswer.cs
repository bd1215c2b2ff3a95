namespace CarTEvidence.Resampling;

/// <summary>What a method says of a data set: proportions, or effects of two arms on the scale of the design.</summary>
/// <param name="Estimate">The estimate, finite.</param>
/// <param name="Lower">Lower limit; −∞ for none.</param>
/// <param name="Upper">Upper limit; ∞ for none.</param>
/// <param name="Converged">Whether the method has found its answer; if not, or if one of the others is not a number, the data set counts as not covered.</param>
public readonly record struct MethodAnswer(double Estimate, double Lower, double Upper, bool Converged = true)
{
    /// <summary>The answer of a method that found none.</summary>
    public static MethodAnswer None { get; } = new(double.NaN, double.NaN, double.NaN, Converged: false);
}
