namespace CarTEvidence.MetaAnalysis;

public sealed partial class Measure
{
    /// <summary>Events per unit of person-time (<c>IR</c>).</summary>
    public static Measure Rate { get; } = RateOf("rate", "IR", new(r => r, r => Math.Max(0, r), 0, double.PositiveInfinity), corrected: true);

    /// <summary>Log of a rate (<c>IRLN</c>).</summary>
    public static Measure LogRate { get; } = RateOf("log-rate", "IRLN", Scale.Log, corrected: true);

    /// <summary>Square root of a rate (<c>IRS</c>).</summary>
    public static Measure SquareRootRate { get; } = RateOf("sqrt-rate", "IRS", new(Math.Sqrt, Square, 0, double.PositiveInfinity), corrected: false);

    /// <summary>Freeman–Tukey square roots of a rate (<c>IRFT</c>). doi:10.1214/aoms/1177729756.</summary>
    /// <remarks>The way back needs one person-time; for a pooled value it is the harmonic mean, which can mislead as for proportions.</remarks>
    public static Measure FreemanTukeyRate { get; } = RateOf(
        "freeman-tukey-rate", "IRFT", new(Math.Sqrt, Square, 0, double.PositiveInfinity) { ToNaturalAtSize = DoubleRootInverse }, corrected: false);

    private static Measure RateOf(string name, string code, Scale scale, bool corrected) =>
        new(name, code, "Rate", MeasureKind.Rate, scale) { DefaultZeroCorrection = corrected ? ZeroCorrection.Half : ZeroCorrection.None };

    private static double Square(double x) => x > 0 ? x * x : 0;

    /// <summary>The rate r with ½ (√r + √(r + 1/t)) = <paramref name="y"/>: √r = y − 1/(4ty); 0 below the value of no event.</summary>
    private static double DoubleRootInverse(double y, double t) => Square(y - 1 / (4 * t * Math.Max(y, double.Epsilon)));
}
