namespace CarTEvidence.MetaAnalysis;

public static partial class SmallStudyEffects
{
    /// <summary>Egger's regression test in its mixed-effects form: residual heterogeneity is additive (tau²).</summary>
    /// <param name="data">Effects and variances, or a pooled effect; sample sizes for the predictors made of them.</param>
    /// <param name="predictor">What stands for the size of a study.</param>
    /// <param name="estimator">Estimator of the residual tau².</param>
    /// <param name="level">Nominal coverage of the interval of the limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    /// <returns>The slope with a normal test, and the effect predicted at infinite size where the predictor has one.</returns>
    /// <remarks>
    /// Not defined below three studies or with a predictor that does not vary; of no use below ten. Of ratios and proportions near their bounds, effect and standard
    /// error are tied by arithmetic and the test rejects too often: take a predictor made of the sample size.
    /// Egger et al., BMJ 1997, doi:10.1136/bmj.315.7109.629; Sterne and Egger 2005, in Rothstein, Sutton and Borenstein (eds), Publication Bias in Meta-Analysis.
    /// </remarks>
    public static SmallStudyTest EggerMixed(
        FunnelData data, FunnelPredictor predictor = FunnelPredictor.StandardError, TauSquaredEstimator estimator = TauSquaredEstimator.Reml, double level = 0.95) =>
        FunnelRegression("egger-mixed", data, predictor, new RandomEffectsSettings { Estimator = estimator, Interval = IntervalMethod.Wald, Level = level });

    /// <summary>Egger's original regression test: residual heterogeneity is multiplicative (weighted least squares with estimated dispersion).</summary>
    /// <param name="data">Effects and variances, or a pooled effect; sample sizes for the predictors made of them.</param>
    /// <param name="predictor">What stands for the size of a study.</param>
    /// <param name="level">Nominal coverage of the interval of the limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    /// <returns>The slope with a t(k − 2) test, and the effect predicted at infinite size where the predictor has one.</returns>
    /// <inheritdoc cref="EggerMixed" path="/remarks"/>
    public static SmallStudyTest EggerClassic(FunnelData data, FunnelPredictor predictor = FunnelPredictor.StandardError, double level = 0.95) =>
        FunnelRegression("egger-classic", data, predictor, new RandomEffectsSettings { Common = true, Interval = IntervalMethod.Hksj, Level = level });

    /// <summary>Thompson and Sharp's test: regression on the standard error with additive residual heterogeneity, tested on t(k − 2).</summary>
    /// <param name="data">Effects and variances, or a pooled effect.</param>
    /// <param name="estimator">Estimator of the residual tau²; the authors used the method of moments (DerSimonian–Laird), R's meta takes REML.</param>
    /// <param name="level">Nominal coverage of the interval of the limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    /// <remarks>Not defined below three studies, of no use below ten. Thompson and Sharp, Statistics in Medicine 1999;18:2693-2708.</remarks>
    public static SmallStudyTest ThompsonSharp(FunnelData data, TauSquaredEstimator estimator = TauSquaredEstimator.Reml, double level = 0.95) =>
        FunnelRegression("thompson-sharp", data, FunnelPredictor.StandardError, new RandomEffectsSettings { Estimator = estimator, Interval = IntervalMethod.T, Level = level });

    /// <summary>Macaskill's test: Egger's original regression on the sample size.</summary>
    /// <param name="data">Effects, variances and sample sizes, or a pooled effect of counts.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    /// <remarks>Keeps its level where effect and variance are tied, at a loss of power. Not defined below three studies, of no use below ten. Macaskill, Walter and Irwig, Statistics in Medicine 2001, doi:10.1002/sim.698.</remarks>
    public static SmallStudyTest Macaskill(FunnelData data, double level = 0.95) => EggerClassic(data, FunnelPredictor.Size, level) with { Name = "macaskill" };

    private static SmallStudyTest FunnelRegression(string name, FunnelData data, FunnelPredictor predictor, RandomEffectsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Values(data, predictor) is not { } x)
        {
            return Undefined(name, data.Count, predictor, "The sample sizes of the studies are not known, so this predictor is not defined.");
        }

        var test = Regression(name, data.Effect, data.Variance, x, settings, hasLimit: predictor is not (FunnelPredictor.Size or FunnelPredictor.RootSize));
        var tied = predictor is FunnelPredictor.StandardError or FunnelPredictor.Variance ? Tied(data) : null;
        return test with { Predictor = predictor, Notes = tied is null || test.Test.Statistic is null ? test.Notes : [.. test.Notes, tied] };
    }

    // A regression of effects on one predictor; settings decide between additive and multiplicative residual heterogeneity.
    private static SmallStudyTest Regression(string name, ReadOnlySpan<double> yi, ReadOnlySpan<double> vi, double[] x, RandomEffectsSettings settings, bool hasLimit)
    {
        var k = yi.Length;
        if (k < 2 || (k < 3 && !settings.Common))
        {
            return Undefined(name, k, null, "A regression on a predictor needs at least three studies.");
        }

        var ones = new double[k];
        Array.Fill(ones, 1);
        var design = DesignMatrix.FromColumns(["intercept", "predictor"], [ones, x]);
        if (design.Columns < 2)
        {
            return Undefined(name, k, null, "The predictor does not vary between the studies.");
        }

        if (OnPredictor(yi, vi, settings, design) is not { } fit)
        {
            return Undefined(name, k, null, TooFarApart);
        }

        var slope = fit.Coefficient(1);
        var limit = fit.Coefficient(0);
        return new SmallStudyTest(name, k, k < 3 ? new TestResult(null, 0, null) : slope.Test)
        {
            Estimate = slope.Value,
            StandardError = slope.StandardError,
            LimitEstimate = hasLimit ? limit.Value : null,
            LimitInterval = hasLimit ? limit.Interval : null,
            TauSquared = settings.Common ? null : fit.TauSquared,
            Notes = k < FewStudies ? [Few(k)] : [],
        };
    }

    private const string TooFarApart = "The variances differ by so many orders that a slope cannot be told from the mean in double precision.";

    // How far apart variances may be is a fact about the data, not the caller's mistake.
    private static RandomEffectsFit? OnPredictor(ReadOnlySpan<double> yi, ReadOnlySpan<double> vi, RandomEffectsSettings settings, DesignMatrix design)
    {
        try
        {
            return RandomEffectsFit.Fit(yi, vi, settings, design);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static SmallStudyTest Undefined(string name, int k, FunnelPredictor? predictor, string why) =>
        new(name, k, new TestResult(null, null, null)) { Predictor = predictor, Notes = [why] };

    private static double[]? Values(FunnelData data, FunnelPredictor predictor)
    {
        var source = predictor is FunnelPredictor.StandardError or FunnelPredictor.Variance ? data.Variance : data.Size;
        if (source.IsEmpty)
        {
            return null;
        }

        var values = source.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = predictor switch
            {
                FunnelPredictor.StandardError or FunnelPredictor.RootSize => Math.Sqrt(values[i]),
                FunnelPredictor.Variance or FunnelPredictor.Size => values[i],
                FunnelPredictor.InverseSize => 1 / values[i],
                FunnelPredictor.InverseRootSize => 1 / Math.Sqrt(values[i]),
                _ => throw new ArgumentOutOfRangeException(nameof(predictor), predictor, "Not a predictor."),
            };
        }

        return values;
    }
}
