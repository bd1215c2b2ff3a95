using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Intervals and tests of the coefficients.</summary>
internal sealed partial class RandomEffectsFit
{
    /// <summary>The mean from resampled studies, made when it is first asked for; <c>null</c> for another interval, or one study.</summary>
    public BootstrapMean? Resampled => Settings.Interval == IntervalMethod.Bootstrap && Regression.DegreesOfFreedom > 0
        ? _resampled ??= BootstrapMean.Of(Regression.Effects, Regression.Variances, Settings)
        : null;

    /// <summary>Estimate, standard error, interval and test of one coefficient.</summary>
    public TransformedEstimate Coefficient(int index)
    {
        Span<double> row = Columns <= 32 ? stackalloc double[Columns] : new double[Columns];
        row[index] = 1;
        return Combination(row);
    }

    /// <summary>Estimate, standard error, interval and test of a linear combination rowᵀβ.</summary>
    public TransformedEstimate Combination(ReadOnlySpan<double> row)
    {
        if (Settings.Interval == IntervalMethod.ProfileLikelihood && Regression.DegreesOfFreedom > 0)
        {
            return ProfileLikelihoodCombination.Compute(this, row);
        }

        if (Resampled is { } resampled)
        {
            return new TransformedEstimate(Beta[0], resampled.StandardError, resampled.Interval, new TestResult(null, null, null));
        }

        var value = Dot(row, Beta);
        var error = Math.Sqrt(Inference.VarianceOf(row));
        var df = Inference.DegreesOfFreedomOf(row);
        if (!(df > 0))
        {
            return new TransformedEstimate(value, error > 0 ? error : null, null, new TestResult(null, null, null));
        }

        var half = StudentDistribution.UpperQuantile(0.5 * (1 - Settings.Level), df) * error;
        double? statistic = error > 0 ? value / error : null;
        return new TransformedEstimate(
            value,
            error,
            new Interval(value - half, value + half, Settings.Level),
            new TestResult(statistic, double.IsPositiveInfinity(df) ? null : df, statistic is { } t ? StudentDistribution.TwoSided(t, df) : null));
    }

    private CoefficientInference MakeInference()
    {
        var df = Regression.DegreesOfFreedom;
        switch (Settings.Interval)
        {
            case IntervalMethod.T:
                return CoefficientInference.Scaled(ModelCovariance, 1, df);
            case IntervalMethod.Bootstrap when df == 0:
                return CoefficientInference.Scaled(ModelCovariance, 1, 0);
            case IntervalMethod.Hksj or IntervalMethod.HksjAdHoc:
                if (df == 0)
                {
                    return CoefficientInference.Scaled(ModelCovariance, 1, 0);
                }

                return HartungKnapp(Moments.Residual / df, df);
            case IntervalMethod.KenwardRoger when df > 0 && !Settings.Common:
                var adjusted = KenwardRoger.Adjust(Regression, Moments);
                return new CoefficientInference(adjusted.Covariance, df) { KenwardRoger = adjusted };
            default:
                return CoefficientInference.Scaled(ModelCovariance, 1, double.PositiveInfinity);
        }
    }
}
