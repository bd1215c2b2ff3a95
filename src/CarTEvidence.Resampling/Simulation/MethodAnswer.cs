namespace CarTEvidence.Resampling;

/// <summary>What a method says of a data set, as proportions.</summary>
/// <param name="Estimate">The estimate, 0 to 1.</param>
/// <param name="Lower">Lower limit, 0 to 1.</param>
/// <param name="Upper">Upper limit, 0 to 1.</param>
/// <param name="Converged">Whether the method has found its answer; if not, the others are not used and the data set counts as not covered.</param>
public readonly record struct MethodAnswer(double Estimate, double Lower, double Upper, bool Converged = true)
{
    /// <summary>The answer of a method that found none.</summary>
    public static MethodAnswer None { get; } = new(double.NaN, double.NaN, double.NaN, Converged: false);
}
