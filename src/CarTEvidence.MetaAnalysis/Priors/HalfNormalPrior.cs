namespace CarTEvidence.MetaAnalysis;

/// <summary>tau is the absolute value of a normal variable of mean 0.</summary>
public sealed record HalfNormalPrior : HeterogeneityPrior
{
    /// <summary>A half-normal distribution.</summary>
    /// <param name="scale">Standard deviation of the normal variable, greater than 0; 1 by default elsewhere.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public HalfNormalPrior(double scale)
        : base(scale)
    {
    }

    /// <summary>For example <c>tau ~ half-normal(1)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"tau ~ half-normal({Scale})");

    /// <inheritdoc/>
    internal override double LogDensity(double tau) => 0.5 * Math.Log(2 / Math.PI) - Math.Log(Scale) - 0.5 * tau * tau / (Scale * Scale);
}
