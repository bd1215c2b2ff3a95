using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Meta-regression in a random-intercept model of counts, written down over the fit of the same studies without moderators.</summary>
/// <remarks>
/// Wald inference: normal quantiles, or t with k − p degrees of freedom where asked for. The pooled effect is the one at the average of the moderators' columns.
/// A level in which all or none had the event has an infinite coefficient; the fit then says that it did not converge.
/// </remarks>
internal static class LikelihoodRegression
{
    /// <summary>Puts the regression in place of the mean.</summary>
    /// <param name="alone">The fit of the same studies without moderators.</param>
    /// <param name="fit">The regression.</param>
    /// <param name="design">Its design.</param>
    /// <param name="saturated">Log-likelihood with a mean for each study.</param>
    /// <param name="options">Level, interval and prediction.</param>
    public static PooledEffect Describe(PooledEffect alone, InterceptRegression fit, DesignMatrix design, double saturated, PoolingOptions options)
    {
        if (options.Interval is not (null or IntervalMethod.Wald or IntervalMethod.T))
        {
            throw new ArgumentException($"With moderators the likelihood models have Wald and t intervals; the interval is {options.Interval}.", nameof(options));
        }

        var (k, p) = (design.Rows, design.Columns);
        var t = options.Interval == IntervalMethod.T;
        List<string> notes = [];
        if (design.Dropped.Length > 0)
        {
            notes.Add($"Left out as redundant: {string.Join(", ", design.Dropped)}.");
        }

        if (k <= p)
        {
            notes.Add("There are no more studies than coefficients: nothing is left to tell residual heterogeneity from.");
        }

        if (!fit.Converged)
        {
            notes.Add("The regression did not converge: in some level of a moderator all patients or none have the event, so that a coefficient is infinite, or the likelihood is too flat.");
        }

        var mean = Enumerable.Range(0, p).Select(j => design.Column(j).Average()).ToArray();
        var transformed = Combination(fit, mean, options, t ? k - p : null);
        var tau2 = fit.Tau * fit.Tau;
        var ratio = Math.Max(0, 2 * (saturated - fit.CommonLogLikelihood));
        return alone with
        {
            IntervalMethod = t ? IntervalMethod.T : IntervalMethod.Wald,
            Pooled = new Estimate(transformed.Value is { } value ? alone.Measure.ToNatural(value) : null, transformed.Interval?.Map(alone.Measure.ToNatural)),
            Marginal = null,
            MarginalLeads = false,
            Transformed = transformed,
            Prediction = Predict(alone.Measure, transformed, tau2, k - p, options),
            Heterogeneity = new HeterogeneityResult
            {
                TauSquared = tau2,
                TauSquaredStandardError = fit.TauStandardError is { } se ? 2 * fit.Tau * se : null,
                LikelihoodRatio = k > p ? new TestResult(ratio, k - p, ChiSquaredDistribution.Upper(ratio, k - p)) : null,
            },
            TauSquaredIntervals = [],
            Intercept = null,
            Coefficients = [.. Enumerable.Range(0, p).Select(j => new Coefficient(design.Names[j], Combination(fit, Unit(j, p), options, t ? k - p : null)))],
            Covariance = [.. Enumerable.Range(0, p).Select(i => fit.Covariance.AsSpan(i * p, p).ToArray())],
            Omnibus = Omnibus(fit, p, t ? k - p : null),
            RSquared = alone.Heterogeneity.TauSquared is > 0 and var total ? 100 * Math.Max(0, 1 - tau2 / total) : 0,
            FitStatistics = LikelihoodCriteria.Of(fit.LogLikelihood, p + 1, k),
            Studies = [.. alone.Studies.Select(s => s with { Weight = null })],
            Converged = fit.Converged,
            Iterations = fit.Iterations,
            Notes = notes,
        };
    }

    private static double[] Unit(int index, int length)
    {
        var unit = new double[length];
        unit[index] = 1;
        return unit;
    }

    private static TransformedEstimate Combination(InterceptRegression fit, double[] row, PoolingOptions options, int? df)
    {
        var (value, variance) = (0.0, 0.0);
        for (var i = 0; i < row.Length; i++)
        {
            value += row[i] * fit.Coefficients[i];
            for (var j = 0; j < row.Length; j++)
            {
                variance += row[i] * row[j] * fit.Covariance[i * row.Length + j];
            }
        }

        if (!fit.Converged || df < 1 || !(variance > 0))
        {
            return new TransformedEstimate(value, null, null, new TestResult(null, null, null));
        }

        var alpha = 0.5 * (1 - options.Level);
        var se = Math.Sqrt(variance);
        var factor = df is { } f ? StudentDistribution.UpperQuantile(alpha, f) : NormalDistribution.UpperQuantile(alpha);
        var z = value / se;
        return new TransformedEstimate(
            value,
            se,
            new Interval(value - factor * se, value + factor * se, options.Level),
            new TestResult(z, df, df is { } g ? StudentDistribution.TwoSided(z, g) : NormalDistribution.TwoSided(z)));
    }

    private static Prediction? Predict(Measure measure, TransformedEstimate mean, double tau2, int df, PoolingOptions options)
    {
        var own = options.Prediction == PredictionMethod.HigginsThompsonSpiegelhalter ? df - 1 : df;
        if (mean is not { Value: { } value, StandardError: { } se } || (options.Prediction != PredictionMethod.Normal && own < 1))
        {
            return null;
        }

        var alpha = 0.5 * (1 - options.Level);
        var factor = options.Prediction == PredictionMethod.Normal ? NormalDistribution.UpperQuantile(alpha) : StudentDistribution.UpperQuantile(alpha, own);
        var half = factor * Math.Sqrt(tau2 + se * se);
        var transformed = new Interval(value - half, value + half, options.Level);
        return new Prediction(transformed.Map(measure.ToNatural), transformed, options.Prediction);
    }

    /// <summary>Joint Wald test of all coefficients but the intercept.</summary>
    private static TestResult? Omnibus(InterceptRegression fit, int p, int? df)
    {
        if (p < 2)
        {
            return null;
        }

        var q = p - 1;
        var factor = new double[q * q];
        var solution = fit.Coefficients.AsSpan(1).ToArray();
        for (var i = 0; i < q; i++)
        {
            Array.Copy(fit.Covariance, (i + 1) * p + 1, factor, i * q, q);
        }

        if (!fit.Converged || df < 1 || !SymmetricMatrix.TryFactor(factor, q))
        {
            return new TestResult(null, null, null);
        }

        SymmetricMatrix.Solve(factor, q, solution);
        var statistic = 0.0;
        for (var i = 0; i < q; i++)
        {
            statistic += solution[i] * fit.Coefficients[i + 1];
        }

        return df is { } f
            ? new TestResult(statistic / q, q, FisherDistribution.Upper(statistic / q, q, f)) { DenominatorDegreesOfFreedom = f }
            : new TestResult(statistic, q, ChiSquaredDistribution.Upper(statistic, q));
    }
}
