using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    /// <summary>The effect that a meta-regression expects at given values of its moderators.</summary>
    /// <param name="numbers">A value for each continuous moderator, by name; <c>null</c> if there is none.</param>
    /// <param name="levels">A level for each factor, by name; <c>null</c> if there is none.</param>
    /// <returns>Mean with its interval, and prediction interval; Freeman–Tukey measures are transformed back with the harmonic mean of the sizes.</returns>
    /// <exception cref="ArgumentException">A moderator has no value, or a level is unknown.</exception>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance.</exception>
    public ConditionalEffect At(IReadOnlyDictionary<string, double>? numbers = null, IReadOnlyDictionary<string, string>? levels = null)
    {
        var (data, kept, moderators, fit) = RequireSource();
        var full = moderators.Row(numbers ?? new Dictionary<string, double>(), levels ?? new Dictionary<string, string>());
        double[] row = [.. fit.Regression.Design.Kept.Select(j => full[j])];
        var transformed = fit.Combination(row);
        var prediction = fit.Prediction(row);
        var scale = new BackTransformation(data, kept);
        return new ConditionalEffect(
            new Estimate(transformed.Value is { } value ? scale.ToNatural(value) : null, transformed.Interval?.Map(scale.ToNatural)),
            transformed,
            prediction is { } p ? new Prediction(p.Map(scale.ToNatural), p, fit.Settings.Prediction) : null);
    }

    /// <summary>Variance inflation factors of the coefficients other than the intercept, from the correlations of the estimates.</summary>
    /// <returns>One entry a coefficient; none without moderators.</returns>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance.</exception>
    /// <remarks>The diagonal of the inverse of the correlation matrix of the coefficients, as R's metafor defines it.</remarks>
    public IReadOnlyList<VarianceInflation> VarianceInflationFactors()
    {
        var fit = RequireSource().Fit;
        var m = fit.Columns - 1;
        if (m == 0)
        {
            return [];
        }

        var correlation = new double[m * m];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < m; j++)
            {
                correlation[i * m + j] = fit.Covariance[(i + 1) * fit.Columns + j + 1] / (fit.StandardError(i + 1) * fit.StandardError(j + 1));
            }
        }

        var inverse = new double[m * m];
        if (!SymmetricMatrix.TryFactor(correlation, m))
        {
            return [.. Enumerable.Range(0, m).Select(j => new VarianceInflation(fit.Regression.Design.Names[j + 1], double.PositiveInfinity))];
        }

        SymmetricMatrix.Invert(correlation, m, inverse);
        return [.. Enumerable.Range(0, m).Select(j => new VarianceInflation(fit.Regression.Design.Names[j + 1], inverse[j * m + j]))];
    }
}
