using MathNet.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>tau is the absolute value of a scaled Student t variable.</summary>
public sealed record HalfStudentPrior : HeterogeneityPrior
{
    private readonly double _logConstant;

    /// <summary>A half-t distribution.</summary>
    /// <param name="degreesOfFreedom">Degrees of freedom, greater than 0; 1 is the half-Cauchy distribution.</param>
    /// <param name="scale">Scale of the t variable, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public HalfStudentPrior(double degreesOfFreedom, double scale)
        : base(scale)
    {
        DegreesOfFreedom = Positive.Check(degreesOfFreedom, nameof(degreesOfFreedom));
        _logConstant = Math.Log(2 / Scale) + SpecialFunctions.GammaLn(0.5 * (DegreesOfFreedom + 1)) - SpecialFunctions.GammaLn(0.5 * DegreesOfFreedom)
            - 0.5 * Math.Log(DegreesOfFreedom * Math.PI);
    }

    /// <summary>Degrees of freedom.</summary>
    public double DegreesOfFreedom { get; }

    /// <summary>The half-Cauchy distribution.</summary>
    /// <param name="scale">Its scale, which is also its median; greater than 0.</param>
    public static HalfStudentPrior Cauchy(double scale) => new(1, scale);

    /// <summary>For example <c>tau ~ half-Cauchy(0.5)</c>.</summary>
    public override string ToString() => DegreesOfFreedom == 1
        ? FormattableString.Invariant($"tau ~ half-Cauchy({Scale})")
        : FormattableString.Invariant($"tau ~ half-t({DegreesOfFreedom}, {Scale})");

    /// <inheritdoc/>
    internal override double TailExponent => DegreesOfFreedom;

    /// <inheritdoc/>
    internal override double LogDensity(double tau) =>
        _logConstant - 0.5 * (DegreesOfFreedom + 1) * Numerics.SaddlePoint.LogOnePlus(tau * tau / (Scale * Scale * DegreesOfFreedom));
}
