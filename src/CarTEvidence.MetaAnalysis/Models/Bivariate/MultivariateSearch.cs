using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Maximises a <see cref="MultivariateLikelihood"/> over its between-study covariance matrix.</summary>
internal sealed class MultivariateSearch(MultivariateData data, bool restricted, int maxIterations)
{
    // Central differences of the analytic score: the error of the Hessian is of the order of the square of this.
    private const double DifferenceStep = 1e-4;

    private const double NegligibleShare = 1e-7;
    private const double NegligibleLoss = 1e-9;

    // With few studies the surface may have several maxima; with many the data leave one.
    private const int ManyStudies = 100;

    private static readonly double[] StartingCorrelations = [0, 0.7, -0.7];

    /// <summary>The maximum, outcomes in the given order; a variance of the first or a correlation of the first two may be held fixed.</summary>
    public MultivariateMaximum Maximise(IReadOnlyList<string> outcomes, double? firstVariance = null, double? firstCorrelation = null)
    {
        var p = outcomes.Count;
        var likelihood = new MultivariateLikelihood(data, outcomes);
        var shape = new CovarianceParameters(p, firstVariance, firstCorrelation);
        var scale = outcomes.Select(StartingDeviation).ToArray();
        MultivariateMaximum? best = null;
        foreach (var rho in data.Studies.Count < ManyStudies ? StartingCorrelations : StartingCorrelations[..1])
        {
            var parameters = Start(shape, scale, rho);
            var step = scale.Min() * DifferenceStep;
            var found = shape.Count == 0
                ? new MaximumFound(0, 0, true)
                : Maximisation.Newton(
                    (point, gradient, hessian) => Evaluate(likelihood, shape, point, gradient, hessian, step),
                    parameters,
                    maxIterations: maxIterations,
                    longestStep: 2 * scale.Max());
            var (between, point) = At(likelihood, shape, parameters);
            if (best is null || point.LogLikelihood > best.Point.LogLikelihood)
            {
                best = new MultivariateMaximum(between, point, found.Converged, found.Iterations);
            }
        }

        return firstVariance is null && firstCorrelation is null ? Settled(likelihood, best!, scale) : best!;
    }

    // The factor of T reaches a variance of 0 only in the limit: what is left of it is put to 0 where the likelihood does not mind.
    private MultivariateMaximum Settled(MultivariateLikelihood likelihood, MultivariateMaximum found, double[] scale)
    {
        var p = scale.Length;
        var between = (double[])found.Between.Clone();
        for (var i = 0; i < p; i++)
        {
            if (between[(i * p) + i] >= NegligibleShare * scale[i] * scale[i])
            {
                continue;
            }

            for (var j = 0; j < p; j++)
            {
                between[(i * p) + j] = between[(j * p) + i] = 0;
            }
        }

        var point = likelihood.At(between, restricted, new double[p * p]);
        return point.LogLikelihood >= found.Point.LogLikelihood - NegligibleLoss ? found with { Between = between, Point = point } : found;
    }

    private (double[] Between, MultivariatePoint Point) At(MultivariateLikelihood likelihood, CovarianceParameters shape, ReadOnlySpan<double> parameters)
    {
        var p = shape.OutcomeCount;
        var factor = new double[p * p];
        var between = new double[p * p];
        shape.ToFactor(parameters, factor);
        shape.ToCovariance(factor, between);
        return (between, likelihood.At(between, restricted, new double[p * p]));
    }

    private double Evaluate(
        MultivariateLikelihood likelihood, CovarianceParameters shape, ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, double step)
    {
        var n = point.Length;
        var moved = point.ToArray();
        var above = new double[n];
        var below = new double[n];
        for (var i = 0; i < n; i++)
        {
            var h = Math.Max(step, DifferenceStep * Math.Abs(point[i]));
            moved[i] = point[i] + h;
            Score(likelihood, shape, moved, above);
            moved[i] = point[i] - h;
            Score(likelihood, shape, moved, below);
            moved[i] = point[i];
            for (var j = 0; j < n; j++)
            {
                hessian[(i * n) + j] = (above[j] - below[j]) / (2 * h);
            }
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                hessian[(i * n) + j] = hessian[(j * n) + i] = (hessian[(i * n) + j] + hessian[(j * n) + i]) / 2;
            }
        }

        return Score(likelihood, shape, point, gradient);
    }

    // With T = LL', dl/dL = 2 (dl/dT) L.
    private double Score(MultivariateLikelihood likelihood, CovarianceParameters shape, ReadOnlySpan<double> point, Span<double> gradient)
    {
        var p = shape.OutcomeCount;
        var factor = new double[p * p];
        var between = new double[p * p];
        var byCovariance = new double[p * p];
        var byFactor = new double[p * p];
        shape.ToFactor(point, factor);
        shape.ToCovariance(factor, between);
        var logLikelihood = likelihood.At(between, restricted, byCovariance).LogLikelihood;
        SymmetricMatrix.Multiply(byCovariance, factor, p, byFactor);
        for (var i = 0; i < byFactor.Length; i++)
        {
            byFactor[i] *= 2;
        }

        shape.Gather(byFactor, gradient);
        return logLikelihood;
    }

    // The spread of the effects beyond their sampling error, and at least a third of that error.
    private double StartingDeviation(string outcome)
    {
        var effects = new List<double>();
        var variances = new List<double>();
        foreach (var study in data.Studies)
        {
            for (var i = 0; i < study.Outcomes.Count; i++)
            {
                if (study.Outcomes[i] == outcome)
                {
                    effects.Add(study.Effects[i]);
                    variances.Add(study.Covariance(i, i));
                }
            }
        }

        var sampling = variances.Average();
        return Math.Sqrt(Math.Max(DependentEffects.SampleVariance(effects.ToArray()) - sampling, sampling / 10));
    }

    private static double[] Start(CovarianceParameters shape, double[] deviation, double rho)
    {
        var parameters = new double[shape.Count];
        var next = 0;
        for (var i = 0; i < shape.OutcomeCount; i++)
        {
            if (i == 0 && shape.FirstVariance is not null)
            {
                continue;
            }

            if (i == 1 && shape.FirstCorrelation is not null)
            {
                parameters[next++] = deviation[1];
                continue;
            }

            // Correlated with the first outcome alone: one off-diagonal element a row.
            for (var j = 0; j <= i; j++)
            {
                parameters[next++] = j == i ? deviation[i] * (i == 0 ? 1 : Math.Sqrt(1 - (rho * rho)))
                    : j == 0 ? deviation[i] * rho
                    : 0;
            }
        }

        return parameters;
    }
}
