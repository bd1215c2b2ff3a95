namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>The logistic function and its inverse, to full relative accuracy in both tails.</summary>
internal static class Logistic
{
    /// <summary>expit(x) = 1 / (1 + e^−x).</summary>
    public static double Expit(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>expit(x) and 1 − expit(x), neither by subtraction.</summary>
    public static (double P, double Q) Both(double x) => (1 / (1 + Math.Exp(-x)), 1 / (1 + Math.Exp(x)));

    /// <summary>log(p / (1 − p)); infinite at 0 and 1.</summary>
    public static double Logit(double p) => Math.Log(p) - SaddlePoint.LogOnePlus(-p);

    /// <summary>log(1 + e^x), without overflow.</summary>
    public static double LogOnePlusExp(double x) => Math.Max(x, 0) + SaddlePoint.LogOnePlus(Math.Exp(-Math.Abs(x)));
}
