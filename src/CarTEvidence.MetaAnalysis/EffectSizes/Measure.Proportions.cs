namespace CarTEvidence.MetaAnalysis;

public sealed partial class Measure
{
    /// <summary>Log odds of a proportion (<c>PLO</c>).</summary>
    public static Measure Logit { get; } = Proportion("logit", "PLO", new(p => Math.Log(p / (1 - p)), x => 1 / (1 + Math.Exp(-x)), 0, 1), corrected: true);

    /// <summary>The proportion itself (<c>PR</c>).</summary>
    public static Measure Raw { get; } = Proportion("raw", "PR", new(p => p, p => Math.Clamp(p, 0, 1), 0, 1), corrected: true);

    /// <summary>Log of a proportion (<c>PLN</c>).</summary>
    public static Measure Log { get; } = Proportion("log", "PLN", new(Math.Log, x => Math.Min(1, Math.Exp(x)), 0, 1), corrected: true);

    /// <summary>Arcsine of the square root of a proportion (<c>PAS</c>), in radians.</summary>
    public static Measure Arcsine { get; } = Proportion("arcsine", "PAS", new(p => Math.Asin(Math.Sqrt(p)), SquaredSine, 0, 1), corrected: false);

    /// <summary>Freeman–Tukey double arcsine of a proportion (<c>PFT</c>), in radians. doi:10.1214/aoms/1177729756.</summary>
    /// <remarks>
    /// Miller's back-transformation (doi:10.1080/00031305.1978.10479283) needs one study size; for a pooled value it is the harmonic mean.
    /// Where study sizes differ much the result can lie outside all studies: Schwarzer et al. 2019, doi:10.1002/jrsm.1348. Prefer a binomial-normal model.
    /// </remarks>
    public static Measure FreemanTukey { get; } = Proportion(
        "freeman-tukey", "PFT", new(p => Math.Asin(Math.Sqrt(p)), SquaredSine, 0, 1) { ToNaturalAtSize = DoubleArcsineInverse }, corrected: false);

    private static Measure Proportion(string name, string code, Scale scale, bool corrected) =>
        new(name, code, "Proportion", MeasureKind.Proportion, scale) { DefaultZeroCorrection = corrected ? ZeroCorrection.Half : ZeroCorrection.None };

    private static double SquaredSine(double x)
    {
        var sine = Math.Sin(Math.Clamp(x, 0, Math.PI / 2));
        return sine * sine;
    }

    /// <summary>Miller 1978: the proportion whose double arcsine is <paramref name="y"/> for <paramref name="n"/> patients.</summary>
    /// <remarks>0 or 1 beyond the values that no and all events have.</remarks>
    private static double DoubleArcsineInverse(double y, double n)
    {
        var none = 0.5 * Math.Asin(Math.Sqrt(1 / (n + 1)));
        if (y <= none)
        {
            return 0;
        }

        if (y >= Math.PI / 2 - none)
        {
            return 1;
        }

        var s = Math.Sin(2 * y);
        var inner = s + (s - 1 / s) / n;

        // ½ (1 − √(1 − i²)) without its cancellation where i is small.
        var small = 0.5 * inner * inner / (1 + Math.Sqrt(Math.Max(0, 1 - inner * inner)));
        return Math.Clamp(Math.Cos(2 * y) > 0 ? small : 1 - small, 0, 1);
    }
}
