namespace CarTEvidence.MetaAnalysis;

public sealed partial class Measure
{
    /// <summary>Log odds ratio (<c>OR</c>); the odds ratio on the natural scale.</summary>
    public static Measure OddsRatio { get; } = TwoArm("odds-ratio", "OR", "Odds ratio", Scale.Log, corrected: true);

    /// <summary>Log risk ratio (<c>RR</c>); the risk ratio on the natural scale.</summary>
    public static Measure RiskRatio { get; } = TwoArm("risk-ratio", "RR", "Risk ratio", Scale.Log, corrected: true);

    /// <summary>Risk difference (<c>RD</c>).</summary>
    public static Measure RiskDifference { get; } =
        TwoArm("risk-difference", "RD", "Risk difference", new(x => x, x => Math.Clamp(x, -1, 1), -1, 1), corrected: true);

    /// <summary>Difference of the arcsines of the square roots of two risks (<c>AS</c>), in radians. doi:10.1002/sim.3511.</summary>
    public static Measure ArcsineDifference { get; } = TwoArm("arcsine-difference", "AS", "Arcsine difference", Scale.Identity, corrected: false);

    /// <summary>Peto's one-step log odds ratio (<c>PETO</c>). doi:10.1016/S0033-0620(85)80003-7.</summary>
    public static Measure Peto { get; } = TwoArm("peto", "PETO", "Peto odds ratio", Scale.Log, corrected: true);

    /// <summary>Log ratio of two rates (<c>IRR</c>); the rate ratio on the natural scale.</summary>
    public static Measure RateRatio { get; } =
        new("rate-ratio", "IRR", "Rate ratio", MeasureKind.TwoArmRate, Scale.Log) { DefaultZeroCorrection = ZeroCorrection.Half };

    /// <summary>Difference of two rates (<c>IRD</c>).</summary>
    public static Measure RateDifference { get; } =
        new("rate-difference", "IRD", "Rate difference", MeasureKind.TwoArmRate, Scale.Identity) { DefaultZeroCorrection = ZeroCorrection.Half };

    private static Measure TwoArm(string name, string code, string label, Scale scale, bool corrected) =>
        new(name, code, label, MeasureKind.TwoArm, scale) { DefaultZeroCorrection = corrected ? ZeroCorrection.Half : ZeroCorrection.None };
}
