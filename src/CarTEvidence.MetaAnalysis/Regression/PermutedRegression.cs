using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

/// <summary>A meta-regression fitted anew to studies that have changed places; the design, and with it its basis, stays as it is.</summary>
internal sealed class PermutedRegression(RandomEffectsFit fit)
{
    /// <summary>The columns of the design but the intercept.</summary>
    public IReadOnlyList<double[]> Moderators { get; } = [.. Enumerable.Range(1, fit.Columns - 1).Select(fit.Regression.Design.Column)];

    /// <summary>Whether the statistics are t and F.</summary>
    public bool HasDegreesOfFreedom => !double.IsPositiveInfinity(fit.Inference.DegreesOfFreedom);

    /// <summary>A fit with room of its own, for one thread.</summary>
    public RearrangedFit CreateFit()
    {
        var effects = new double[fit.Count];
        var variances = new double[fit.Count];
        return (study, statistics) =>
        {
            for (var row = 0; row < study.Length; row++)
            {
                effects[row] = fit.Regression.Effects[study[row]];
                variances[row] = fit.Regression.Variances[study[row]];
            }

            Put(effects, variances, statistics);
        };
    }

    private void Put(double[] effects, double[] variances, Span<double> statistics)
    {
        statistics.Fill(double.NaN);
        RandomEffectsFit refit;
        try
        {
            refit = RandomEffectsFit.Fit(effects, variances, fit.Settings, fit.Regression.Design);
        }
        catch (InvalidOperationException)
        {
            // Weights so extreme that this order cannot be fitted in double precision: it has no statistic.
            return;
        }

        statistics[0] = refit.Omnibus().Statistic ?? double.NaN;
        for (var j = 1; j < refit.Columns; j++)
        {
            var error = refit.StandardError(j);
            statistics[j] = error > 0 ? refit.Beta[j] / error : double.NaN;
        }
    }
}
