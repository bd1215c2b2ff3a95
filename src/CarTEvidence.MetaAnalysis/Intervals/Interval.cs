using System.Globalization;

namespace CarTEvidence.MetaAnalysis;

/// <summary>A two-sided interval with the level it promises.</summary>
/// <param name="Lower">Lower limit, on the scale of the estimate it belongs to; may be negative infinity.</param>
/// <param name="Upper">Upper limit, on the same scale; may be positive infinity.</param>
/// <param name="Level">Nominal coverage, between 0 and 1 (0.95 for a 95 % interval).</param>
public readonly record struct Interval(double Lower, double Upper, double Level)
{
    /// <summary>Distance between the limits; 0 where they are the same, also at infinity, where a ratio is beyond what a number holds.</summary>
    public double Width => Upper == Lower ? 0 : Upper - Lower;

    /// <summary>Whether <paramref name="value"/> lies within the closed interval.</summary>
    public bool Contains(double value) => Lower <= value && value <= Upper;

    /// <summary>Applies a monotone increasing transformation to both limits.</summary>
    public Interval Map(Func<double, double> transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        return new Interval(transform(Lower), transform(Upper), Level);
    }

    /// <summary>For example <c>[0.61, 0.95] (95%)</c>, in the invariant culture.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"[{Lower:G4}, {Upper:G4}] ({Level * 100:0.##}%)");
}
