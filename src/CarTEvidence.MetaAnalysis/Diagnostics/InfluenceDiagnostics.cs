using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Deletion diagnostics: each study is left out once, and the fit without it is compared with the fit.</summary>
internal static class InfluenceDiagnostics
{
    public static StudyInfluence[] Compute(InverseVarianceSource source)
    {
        var fit = source.Fit;
        var weights = fit.Weights();
        var regression = fit.Regression.Copy();
        var results = new StudyInfluence[fit.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = One(source, regression, i, weights[i]);
        }

        return results;
    }

    public static StudyPoint[] Baujat(InverseVarianceSource source)
    {
        var fit = source.Fit;
        List<StudyPoint> points = [];
        for (var i = 0; i < fit.Count; i++)
        {
            if (Deleted(fit, i) is not { } deleted)
            {
                continue;
            }

            var row = fit.Regression.Design.ColumnsRow(i);
            var fitted = Value(row, fit.Beta);
            var residual = fit.Regression.Effects[i] - fitted;
            var change = fitted - Value(row, deleted.Beta);
            var variance = SymmetricMatrix.Form(row, deleted.Covariance, row, fit.Columns);

            // Where all other effects are equal, Hartung and Knapp's variance is 0 and measures nothing.
            if (variance > 0)
            {
                points.Add(new StudyPoint(
                    source.Data.Study[source.Kept[i]], residual * residual / (fit.Regression.Variances[i] + fit.TauSquared), change * change / variance));
            }
        }

        return [.. points];
    }

    private static StudyInfluence One(InverseVarianceSource source, WeightedRegression regression, int i, double weight)
    {
        var fit = source.Fit;
        regression.At(fit.TauSquared);
        var (k, p) = (fit.Count, fit.Columns);
        var total = regression.Variances[i] + fit.TauSquared;
        var fitted = regression.Fitted(i);
        var fittedVariance = regression.FittedVariance(i);
        var residual = regression.Effects[i] - fitted;

        // With k = p the residual is 0 by construction, its variance too, but for rounding.
        var error = Math.Sqrt(Math.Max(0, total - fittedVariance));
        var result = new StudyInfluence
        {
            Study = source.Data.Study[source.Kept[i]],
            Residual = residual,
            ResidualStandardError = error,
            StandardizedResidual = regression.DegreesOfFreedom > 0 && error > 0 ? residual / error : null,
            Hat = fittedVariance / total,
            Weight = weight,
        };
        if (Deleted(fit, i) is not { } deleted)
        {
            return result;
        }

        var row = fit.Regression.Design.ColumnsRow(i);
        var fittedDeleted = Value(row, deleted.Beta);
        var change = fit.Beta.Zip(deleted.Beta, (with, without) => with - without).ToArray();
        var totalDeleted = regression.Variances[i] + deleted.TauSquared;
        var cook = RandomEffectsFit.WaldTest(change, fit.Covariance, double.PositiveInfinity).Statistic;
        var dffits = (fitted - fittedDeleted) / Math.Sqrt(result.Hat * totalDeleted);
        var dfbetas = Dfbetas(fit, regression, deleted.TauSquared, change);
        return result with
        {
            StudentizedResidual = (regression.Effects[i] - fittedDeleted)
                / Math.Sqrt(totalDeleted + SymmetricMatrix.Form(row, deleted.Covariance, row, p)),
            Dffits = dffits,
            CooksDistance = cook,
            CovarianceRatio = LogDeterminant(fit) is { } own && LogDeterminant(deleted) is { } without ? Math.Exp(without - own) : null,
            TauSquaredDeleted = deleted.TauSquared,
            QDeleted = deleted.Q,
            Dfbetas = dfbetas,
            IsInfluential = Math.Abs(dffits) > 3 * Math.Sqrt(p / (double)(k - p))
                || (cook is { } d && ChiSquaredDistribution.Lower(d, p) > 0.5)
                || result.Hat > 3.0 * p / k
                || dfbetas.Any(b => Math.Abs(b) > 1),
        };
    }

    /// <summary>The fit without one study; <c>null</c> where it no longer has all coefficients.</summary>
    private static RandomEffectsFit? Deleted(RandomEffectsFit fit, int study)
    {
        if (fit.Count <= fit.Columns)
        {
            return null;
        }

        var deleted = fit.Refit([.. Enumerable.Range(0, fit.Count).Where(i => i != study)]);
        return deleted.Columns == fit.Columns ? deleted : null;
    }

    /// <summary>Changes of the coefficients over the standard errors that all studies give at the tau² without the study.</summary>
    private static double[] Dfbetas(RandomEffectsFit fit, WeightedRegression regression, double tau2, double[] change)
    {
        regression.At(tau2);
        var covariance = regression.Design.ToColumnCovariance(regression.Inverse);
        return [.. change.Select((c, j) => c / Math.Sqrt(covariance[j * fit.Columns + j]))];
    }

    /// <summary>Of the covariance of the coefficients; <c>null</c> where it is singular.</summary>
    private static double? LogDeterminant(RandomEffectsFit fit)
    {
        var p = fit.Columns;
        var scaled = new double[p * p];
        var log = 0.0;
        for (var i = 0; i < p; i++)
        {
            log += Math.Log(fit.Covariance[i * p + i]);
            for (var j = 0; j < p; j++)
            {
                scaled[i * p + j] = fit.Covariance[i * p + j] / Math.Sqrt(fit.Covariance[i * p + i] * fit.Covariance[j * p + j]);
            }
        }

        return SymmetricMatrix.TryFactor(scaled, p) ? log + SymmetricMatrix.LogDeterminant(scaled, p) : null;
    }

    private static double Value(double[] row, double[] beta)
    {
        var sum = 0.0;
        for (var j = 0; j < row.Length; j++)
        {
            sum += row[j] * beta[j];
        }

        return sum;
    }
}
