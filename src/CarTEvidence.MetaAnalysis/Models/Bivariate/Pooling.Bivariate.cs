using CarTEvidence.MetaAnalysis.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace CarTEvidence.MetaAnalysis;

public static partial class Pooling
{
    /// <summary>Pools two or more correlated outcomes together: multivariate random effects with an unstructured between-study covariance matrix.</summary>
    /// <param name="data">Studies with their outcomes, effects and within-study covariances; a study may report any subset of the outcomes.</param>
    /// <param name="options">Choices; <c>null</c> takes <see cref="MultivariateOptions.Default"/>.</param>
    /// <returns>
    /// One coefficient an outcome, in ordinal order of their names (<see cref="PooledEffect.Pooled"/> is the first); the between-study variances as
    /// <see cref="PooledEffect.VarianceComponents"/> and their correlations as <see cref="PooledEffect.Correlations"/>, with profile-likelihood intervals.
    /// </returns>
    /// <exception cref="ArgumentException">An estimator other than REML or ML, or an interval other than Wald or t, is asked for.</exception>
    /// <remarks>
    /// Outcomes borrow strength from each other through the correlations. With p outcomes there are p(p + 1)/2 variance parameters: below about ten studies the
    /// estimated correlation is often ±1 and its interval nearly everything from −1 to 1, which a note says. Linear in the number of studies.
    /// van Houwelingen, Arends and Stijnen, Statistics in Medicine 2002, doi:10.1002/sim.1040; Jackson, Riley and White, Statistics in Medicine 2011, doi:10.1002/sim.4172.
    /// </remarks>
    public static PooledEffect Bivariate(MultivariateData data, MultivariateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= MultivariateOptions.Default;
        var restricted = DependentEffects.IsRestricted(options, nameof(options));
        var method = DependentEffects.Interval(options, nameof(options));
        var outcomes = data.Outcomes;
        var p = outcomes.Count;
        var k = data.EffectCount;
        var search = new MultivariateSearch(data, restricted, options.MaxIterations);
        var maximum = search.Maximise(outcomes);
        var (between, point) = (maximum.Between, maximum.Point);
        double? df = method == IntervalMethod.T ? k - p : null;
        var coefficients = outcomes
            .Select((o, i) => new Coefficient(o, WaldInference.Of(point.Beta[i], Math.Sqrt(point.Covariance[(i * p) + i]), df, options.Level)))
            .ToArray();
        var likelihood = new MultivariateLikelihood(data, outcomes);
        var gradient = new double[p * p];
        var q = likelihood.At(new double[p * p], restricted: false, gradient).ResidualSquares;
        var notes = new List<string>();
        var components = Components(data, search, maximum, options);
        var correlations = Correlations(outcomes, search, maximum, options, notes);
        if (p > 1)
        {
            notes.Add($"The pooled estimate is that of \"{outcomes[0]}\", the first of {p} outcomes; every outcome is a coefficient. No prediction interval and no I² is defined for several outcomes at once.");
        }

        if (!maximum.Converged)
        {
            notes.Add("The search for the maximum of the likelihood did not end at one.");
        }

        return new PooledEffect
        {
            Measure = options.Measure,
            Model = PoolingModel.Bivariate,
            TauSquaredEstimator = options.TauSquared,
            IntervalMethod = method,
            Level = options.Level,
            StudyCount = data.Studies.Count,
            Pooled = new Estimate(options.Measure.ToNatural(point.Beta[0]), coefficients[0].Estimate.Interval?.Map(options.Measure.ToNatural)),
            Transformed = coefficients[0].Estimate,
            Heterogeneity = new HeterogeneityResult
            {
                CochranQ = k > p ? new TestResult(q, k - p, ChiSquaredDistribution.Upper(q, k - p)) : null,
            },
            VarianceComponents = components,
            Correlations = correlations,
            Robust = options.Robust is null ? null : RobustOf(likelihood, maximum, outcomes, options.Robust, options.Level),
            Coefficients = coefficients,
            Covariance = [.. Enumerable.Range(0, p).Select(r => (IReadOnlyList<double>)point.Covariance[(r * p)..((r + 1) * p)])],
            FitStatistics = DependentEffects.Criteria(
                likelihood.At(between, restricted: false, gradient).LogLikelihood,
                likelihood.At(between, restricted: true, gradient).LogLikelihood,
                restricted,
                k,
                p,
                p * (p + 1) / 2),
            Studies = StudiesOf(data, options),
            Converged = maximum.Converged,
            Iterations = maximum.Iterations,
            Notes = notes,
        };
    }

    private static VarianceComponent[] Components(MultivariateData data, MultivariateSearch search, MultivariateMaximum maximum, MultivariateOptions options)
    {
        var outcomes = data.Outcomes;
        var p = outcomes.Count;
        return [.. outcomes.Select((outcome, i) =>
        {
            var value = maximum.Between[(i * p) + i];
            string[] firstThis = [outcome, .. outcomes.Where(o => o != outcome)];
            var scale = data.Studies.SelectMany(s => s.Outcomes.Select((o, j) => (o, Variance: s.Covariance(j, j)))).Where(t => t.o == outcome).Average(t => t.Variance);
            Interval? interval = options.ComponentIntervals
                ? ProfileLikelihood.OfVariance(value, maximum.Point.LogLikelihood, options.Level, scale, s => search.Maximise(firstThis, firstVariance: s).Point.LogLikelihood)
                : null;
            return new VarianceComponent(outcome, value, data.Studies.Count(s => s.Outcomes.Contains(outcome)), interval);
        })];
    }

    private static List<RandomEffectCorrelation> Correlations(
        IReadOnlyList<string> outcomes, MultivariateSearch search, MultivariateMaximum maximum, MultivariateOptions options, List<string> notes)
    {
        var p = outcomes.Count;
        var correlations = new List<RandomEffectCorrelation>();
        for (var i = 0; i < p; i++)
        {
            for (var j = i + 1; j < p; j++)
            {
                var (a, b) = (outcomes[i], outcomes[j]);
                var product = maximum.Between[(i * p) + i] * maximum.Between[(j * p) + j];
                if (!(product > 0))
                {
                    notes.Add($"The correlation of \"{a}\" and \"{b}\" is not defined: one of their variances is estimated as 0.");
                    correlations.Add(new RandomEffectCorrelation(a, b, null, null));
                    continue;
                }

                var rho = Math.Clamp(maximum.Between[(i * p) + j] / Math.Sqrt(product), -1, 1);
                string[] firstThese = [a, b, .. outcomes.Where(o => o != a && o != b)];
                Interval? interval = options.ComponentIntervals
                    ? ProfileLikelihood.OfCorrelation(rho, maximum.Point.LogLikelihood, options.Level, r => search.Maximise(firstThese, firstCorrelation: r).Point.LogLikelihood)
                    : null;
                if (interval is { Width: > 1 })
                {
                    notes.Add($"The correlation of \"{a}\" and \"{b}\" between studies is hardly estimated: its interval spans more than half of all correlations.");
                }

                correlations.Add(new RandomEffectCorrelation(a, b, rho, interval));
            }
        }

        return correlations;
    }

    private static RobustVariance RobustOf(MultivariateLikelihood likelihood, MultivariateMaximum maximum, IReadOnlyList<string> outcomes, RobustOptions options, double level)
    {
        var p = outcomes.Count;
        var bread = Matrix<double>.Build.DenseOfRowMajor(p, p, maximum.Point.Covariance);
        var terms = new ClusterTerm[likelihood.StudyCount];
        for (var s = 0; s < terms.Length; s++)
        {
            var index = likelihood.OutcomesOf(s);
            var effects = likelihood.EffectsOf(s);
            var n = index.Length;
            var phi = Matrix<double>.Build.DenseOfRowMajor(n, n, likelihood.Marginal(s, maximum.Between));
            var x = Matrix<double>.Build.Dense(n, p);
            var residual = Vector<double>.Build.Dense(n);
            for (var i = 0; i < n; i++)
            {
                x[i, index[i]] = 1;
                residual[i] = effects[i] - maximum.Point.Beta[index[i]];
            }

            terms[s] = options.Type == RobustVarianceType.Cr2 ? ClusterTerm.BiasReduced(phi, x, residual, bread) : ClusterTerm.Unadjusted(phi, x, residual);
        }

        return Sandwich.Estimate(outcomes, maximum.Point.Beta, maximum.Point.Covariance, terms, options, level);
    }

    private static StudyEstimate[] StudiesOf(MultivariateData data, MultivariateOptions options)
    {
        var z = NormalDistribution.UpperQuantile((1 - options.Level) / 2);
        return [.. data.Studies.SelectMany(s => s.Outcomes.Select((outcome, i) =>
        {
            var (effect, variance) = (s.Effects[i], s.Covariance(i, i));
            var reach = z * Math.Sqrt(variance);
            var interval = new Interval(effect - reach, effect + reach, options.Level).Map(options.Measure.ToNatural);
            return new StudyEstimate($"{s.Study}/{outcome}", new Estimate(options.Measure.ToNatural(effect), interval), effect, variance, null);
        }))];
    }
}
