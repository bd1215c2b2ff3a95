using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The proportion of the typical study has a beta distribution.</summary>
/// <remarks>Beta(½, ½) is the default; Beta(1, 1), uniform on the proportion, is the standard logistic distribution of its logit.</remarks>
public sealed record BetaPrior : MeanPrior
{
    private readonly double _logConstant;

    /// <summary>A beta distribution.</summary>
    /// <param name="a">Prior events, greater than 0.</param>
    /// <param name="b">Prior non-events, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public BetaPrior(double a, double b)
    {
        A = Positive.Check(a, nameof(a));
        B = Positive.Check(b, nameof(b));
        _logConstant = MathNet.Numerics.SpecialFunctions.GammaLn(a + b) - MathNet.Numerics.SpecialFunctions.GammaLn(a) - MathNet.Numerics.SpecialFunctions.GammaLn(b);
    }

    /// <summary>Prior events.</summary>
    public double A { get; }

    /// <summary>Prior non-events.</summary>
    public double B { get; }

    /// <summary>For example <c>proportion ~ Beta(0.5, 0.5)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"proportion ~ Beta({A}, {B})");

    /// <inheritdoc/>
    internal override (double Value, double First, double Second) LogDensity(double mu)
    {
        var (p, q) = Logistic.Both(mu);
        return (_logConstant - A * Logistic.LogOnePlusExp(-mu) - B * Logistic.LogOnePlusExp(mu), A * q - B * p, -(A + B) * p * q);
    }
}
