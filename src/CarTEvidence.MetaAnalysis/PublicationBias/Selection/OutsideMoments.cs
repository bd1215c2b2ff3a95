using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Integrals of 1, z, z², z³ and z⁴ times the standard normal density beyond a bound, up to a common factor.</summary>
internal struct OutsideMoments
{
    /// <param name="side">−1 for x below −<paramref name="reach"/>, +1 for x above it.</param>
    /// <param name="before">The distribution of x, of which z is the standardised value.</param>
    /// <param name="reach">The bound.</param>
    public OutsideMoments(int side, in NormalBefore before, double reach)
    {
        var edge = (reach - side * before.Mean) / Math.Sqrt(before.Variance);
        var density = NormalDistribution.Density(edge);
        Mass = NormalDistribution.Upper(edge);
        First = side * density;
        Second = Mass + edge * density;
        Third = side * (edge * edge + 2) * density;
        Fourth = 3 * Mass + (edge * edge + 3) * edge * density;
    }

    public double Mass { get; private set; }

    public double First { get; private set; }

    public double Second { get; private set; }

    public double Third { get; private set; }

    public double Fourth { get; private set; }

    /// <summary>Multiplies all by a factor.</summary>
    public void Scale(double factor) => (Mass, First, Second, Third, Fourth) = (factor * Mass, factor * First, factor * Second, factor * Third, factor * Fourth);
}
