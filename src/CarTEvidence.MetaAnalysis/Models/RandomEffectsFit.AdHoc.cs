using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The ad hoc rules for Hartung–Knapp–Sidik–Jonkman intervals that are narrower than a classic one.</summary>
internal sealed partial class RandomEffectsFit
{
    /// <summary>HKSJ with the rule asked for; the last two rules compare the intervals of the first coefficient.</summary>
    private CoefficientInference HartungKnapp(double factor, int df)
    {
        var plain = CoefficientInference.Scaled(ModelCovariance, factor, df) with { HartungKnappFactor = factor };
        if (Settings.Interval == IntervalMethod.HksjAdHoc || Settings.HksjAdHoc == HksjAdHocRule.StandardError)
        {
            return CoefficientInference.Scaled(ModelCovariance, Math.Max(1, factor), df) with { HartungKnappFactor = factor };
        }

        var half = StudentDistribution.UpperQuantile(0.5 * (1 - Settings.Level), df) * Math.Sqrt(plain.Covariance[0]);
        return Settings.HksjAdHoc switch
        {
            HksjAdHocRule.WiderInterval when half < ClassicHalfWidth(ModelCovariance[0]) =>
                CoefficientInference.Scaled(ModelCovariance, 1, double.PositiveInfinity) with { HartungKnappFactor = factor },
            HksjAdHocRule.Iqwig6 when half < ClassicHalfWidth(DerSimonianLairdVariance()) =>
                CoefficientInference.Scaled(ModelCovariance, Math.Max(1, factor), df) with { HartungKnappFactor = factor },
            _ => plain,
        };
    }

    private double ClassicHalfWidth(double variance) => NormalDistribution.UpperQuantile(0.5 * (1 - Settings.Level)) * Math.Sqrt(variance);

    private double DerSimonianLairdVariance()
    {
        var classic = new RandomEffectsSettings { Estimator = TauSquaredEstimator.DerSimonianLaird };
        return Fit(Regression.Effects, Regression.Variances, classic, Regression.Design).ModelCovariance[0];
    }
}
