using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

public static partial class SmallStudyEffects
{
    /// <summary>Limit meta-analysis: the mean under random effects when every study is made infinitely precise.</summary>
    /// <param name="data">Effects and variances, or a pooled effect.</param>
    /// <param name="estimator">Estimator of tau² of the random-effects model.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    /// <remarks>
    /// With s² = v + tau², the generalised radial plot y/s = alpha + beta/s + e, e of unit variance, is fitted by least squares; the limit of the model
    /// y = beta + s (alpha + e) as v goes to 0 has mean beta + tau·alpha, with the standard error of that combination. Not defined below three studies or with equal
    /// variances; of no use below ten. R's metasens has the same mean with the standard error of a slope in the radial plot without tau², which is smaller where studies differ.
    /// Rücker, Schwarzer, Carpenter, Binder and Schumacher, Biostatistics 2011, doi:10.1093/biostatistics/kxq046.
    /// </remarks>
    public static LimitMetaAnalysis LimitMetaAnalysis(FunnelData data, TauSquaredEstimator estimator = TauSquaredEstimator.Reml, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(data);
        NominalLevel.Check(level, nameof(level));
        var k = data.Count;
        var none = new TestResult(null, null, null);
        if (k < 3)
        {
            return new LimitMetaAnalysis(null, null, null, null, none, none) { Notes = ["Limit meta-analysis needs at least three studies."] };
        }

        var random = RandomEffectsFit.Fit(data.Effect, data.Variance, new RandomEffectsSettings { Estimator = estimator });
        var tau2 = random.TauSquared;

        // y/s on 1/s with unit errors is y on an intercept beta and the predictor s (coefficient alpha), weights 1/s².
        var ones = new double[k];
        Array.Fill(ones, 1);
        var total = data.Variance.ToArray();
        for (var i = 0; i < k; i++)
        {
            total[i] = Math.Sqrt(data.Variance[i] + tau2);
        }

        var design = DesignMatrix.FromColumns(["slope", "intercept"], [ones, total]);
        if (design.Columns < 2)
        {
            return new LimitMetaAnalysis(null, null, null, tau2, none, none) { Notes = ["The variances do not differ: a small-study effect cannot be told from the mean."] };
        }

        var common = new RandomEffectsSettings { Common = true };
        var onStandardError = DesignMatrix.FromColumns(["intercept", "predictor"], [ones, Values(data, FunnelPredictor.StandardError)!]);
        if (OnPredictor(data.Effect, data.Variance, new RandomEffectsSettings { FixedTauSquared = tau2, Level = level }, design) is not { } fit
            || OnPredictor(data.Effect, data.Variance, common, onStandardError) is not { Q: var residual })
        {
            return new LimitMetaAnalysis(null, null, null, tau2, none, none) { Notes = [TooFarApart] };
        }

        var adjusted = fit.Combination([1, Math.Sqrt(tau2)]);
        var (slope, intercept) = (fit.Beta[0], fit.Beta[1]);
        var shrunken = new double[k];
        for (var i = 0; i < k; i++)
        {
            shrunken[i] = slope + (Math.Sqrt(tau2) / total[i] * (data.Effect[i] - slope));
        }

        var fall = Math.Max(0, RandomEffectsFit.Fit(data.Effect, data.Variance, common).Q - residual);
        return new LimitMetaAnalysis(
            adjusted,
            intercept,
            slope,
            tau2,
            new TestResult(fall, 1, ChiSquaredDistribution.Upper(fall, 1)),
            new TestResult(residual, k - 2, ChiSquaredDistribution.Upper(residual, k - 2)))
        {
            Shrunken = shrunken,
            Notes = k < FewStudies ? [Few(k)] : [],
        };
    }
}
