using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Effect sizes of means, as R's escalc defines them, with its default large-sample variances.</summary>
internal static class MeanEffects
{
    public static EffectSizeColumns Compute(MeanData data, Measure measure) => Each(data.Count, i =>
    {
        var (m, sd, n) = (data.Mean[i], data.Sd[i], (double)data.N[i]);
        var relative = sd * sd / (n * m * m);
        var half = 1 / (2 * (n - 1));
        switch (measure.Code)
        {
            case "MN":
                return (m, sd * sd / n);
            case "MNLN":
                return (Math.Log(m), relative);
            case "SMN":
                var g = SmallSample(n - 1) * m / sd;
                return (g, 1 / n + g * g / (2 * n));
            case "CVLN":
                return (Math.Log(sd / m) + half, half + relative);
            case "SDLN":
                return (Math.Log(sd) + half, half);
            default:
                throw new ArgumentException($"\"{measure.Name}\" is no measure of one mean.", nameof(measure));
        }
    });

    public static EffectSizeColumns Compute(TwoArmMeanData data, Measure measure) => Each(data.Count, i =>
    {
        var (m1, s1, n1) = (data.Mean1[i], data.Sd1[i], (double)data.N1[i]);
        var (m2, s2, n2) = (data.Mean2[i], data.Sd2[i], (double)data.N2[i]);
        var (v1, v2) = (s1 * s1, s2 * s2);
        var (relative1, relative2) = (v1 / (n1 * m1 * m1), v2 / (n2 * m2 * m2));
        var (half1, half2) = (1 / (2 * (n1 - 1)), 1 / (2 * (n2 - 1)));

        // The log ratio of means and the log variability ratio carry their small-sample corrections (Lajeunesse 2015, Nakagawa et al. 2015).
        var ratio = Math.Log(m1 / m2) + 0.5 * (relative1 - relative2);
        var variability = Math.Log(s1 / s2) + half1 - half2;
        switch (measure.Code)
        {
            case "MD":
                return (m1 - m2, v1 / n1 + v2 / n2);
            case "SMD":
                var pooled = Math.Sqrt(((n1 - 1) * v1 + (n2 - 1) * v2) / (n1 + n2 - 2));
                var g = SmallSample(n1 + n2 - 2) * (m1 - m2) / pooled;
                return (g, 1 / n1 + 1 / n2 + g * g / (2 * (n1 + n2)));
            case "SMDH":
                var average = 0.5 * (v1 + v2);
                var h = SmallSample(n1 + n2 - 2) * (m1 - m2) / Math.Sqrt(average);
                var fourth = v1 * v1 / (n1 - 1) + v2 * v2 / (n2 - 1);
                return (h, h * h * fourth / (8 * average * average) + v1 / (average * (n1 - 1)) + v2 / (average * (n2 - 1)));
            case "ROM":
                return (ratio, relative1 + relative2);
            case "VR":
                return (variability, half1 + half2);
            case "CVR":
                return (variability - ratio, half1 + half2 + relative1 + relative2);
            default:
                throw new ArgumentException($"\"{measure.Name}\" is no measure of two means.", nameof(measure));
        }
    });

    public static EffectSizeColumns Compute(MeanChangeData data, Measure measure) => Each(data.Count, i =>
    {
        var (before, sdBefore) = (data.MeanBefore[i], data.SdBefore[i]);
        var (after, sdAfter) = (data.MeanAfter[i], data.SdAfter[i]);
        var (n, r) = ((double)data.N[i], data.Correlation[i]);
        var change = sdBefore * sdBefore + sdAfter * sdAfter - 2 * r * sdBefore * sdAfter;
        switch (measure.Code)
        {
            case "MC":
                return (after - before, change / n);
            case "SMCC":
                var c = SmallSample(n - 1) * (after - before) / Math.Sqrt(change);
                return (c, 1 / n + c * c / (2 * n));
            case "SMCR":
                var g = SmallSample(n - 1) * (after - before) / sdBefore;
                return (g, 2 * (1 - r) / n + g * g / (2 * n));
            case "ROMC":
                var relativeAfter = sdAfter * sdAfter / (n * after * after);
                var relativeBefore = sdBefore * sdBefore / (n * before * before);
                return (
                    Math.Log(after / before) + 0.5 * (relativeAfter - relativeBefore),
                    relativeAfter + relativeBefore - 2 * r * sdAfter * sdBefore / (n * after * before));
            default:
                throw new ArgumentException($"\"{measure.Name}\" is no measure of change.", nameof(measure));
        }
    });

    /// <summary>Hedges' exact factor J(m) = Γ(m/2) / (√(m/2) Γ((m−1)/2)), doi:10.3102/10769986006002107, without the cancellation of log-gammas.</summary>
    public static double SmallSample(double degreesOfFreedom)
    {
        if (degreesOfFreedom < 2)
        {
            // Γ((m − 1)/2) has its pole at m = 1: a standard deviation of two patients has no finite expected inverse, and nothing is corrected by a factor of 0.
            return double.NaN;
        }

        var a = 0.5 * degreesOfFreedom;
        return Math.Exp(
            -(a - 1) * SaddlePoint.LogOnePlus(-0.5 / a) - 0.5 + SaddlePoint.StirlingError(a) - SaddlePoint.StirlingError(a - 0.5));
    }

    private static EffectSizeColumns Each(int count, Func<int, (double Effect, double Variance)> one)
    {
        var effects = new EffectSizeColumns(new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            (effects.Effect[i], effects.Variance[i]) = one(i);
        }

        return effects;
    }
}
