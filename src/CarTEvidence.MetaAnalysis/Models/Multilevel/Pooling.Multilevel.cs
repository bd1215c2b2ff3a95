using System.Globalization;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

public static partial class Pooling
{
    /// <summary>Pools effects that are nested in clusters (several effects a study): the three-level random-effects model.</summary>
    /// <param name="data">Effects, variances, outer and inner labels, k entries.</param>
    /// <param name="options">Choices; <c>null</c> takes <see cref="MultilevelOptions.Default"/>.</param>
    /// <param name="moderators">Moderators, one value an effect; <c>null</c> for none. The mean is then that at the average of the moderators, and every coefficient is listed.</param>
    /// <returns>
    /// The mean effect with <see cref="PooledEffect.VarianceComponents"/> <c>outer</c> (between clusters) and <c>inner</c> (between units within a cluster),
    /// their profile-likelihood intervals, and cluster-robust inference. Tau² of the heterogeneity is their sum: the variance of a true effect in a new cluster.
    /// </returns>
    /// <exception cref="ArgumentException">An estimator other than REML or ML, or an interval other than Wald or t, is asked for; or the moderators do not fit the data.</exception>
    /// <remarks>
    /// y = μ + u(outer) + w(inner) + e, with known variances of e. Where every unit is a cluster of its own, or there is one cluster only, the two variances
    /// cannot be told apart: the likelihood is flat along their sum, and a note says so. With fewer than about five clusters the outer variance is hardly estimated.
    /// Time and memory are linear in k. Konstantopoulos, Research Synthesis Methods 2011, doi:10.1002/jrsm.35; Van den Noortgate et al., Behavior Research Methods 2013,
    /// doi:10.3758/s13428-012-0261-6.
    /// </remarks>
    public static PooledEffect Multilevel(MultilevelData data, MultilevelOptions? options = null, Moderators? moderators = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= MultilevelOptions.Default;
        var restricted = DependentEffects.IsRestricted(options, nameof(options));
        var method = DependentEffects.Interval(options, nameof(options));
        var k = data.Count;
        var groups = NestedGroups.Of(data.Outer, data.Inner);
        var design = DesignOf(moderators ?? Moderators.None, k);
        var p = design.Columns;
        var x = RowMajor(design);
        var likelihood = new NestedLikelihood(groups, data.Effect, data.Variance, x, p);
        var typical = DependentEffects.TypicalVariance(data.Variance);
        var notes = new List<string>();
        if (design.Dropped.Length > 0)
        {
            notes.Add($"Left out as combinations of the others: {string.Join(", ", design.Dropped)}.");
        }

        double? fixedOuter = groups.OuterCount == 1 ? 0 : null;
        double? fixedInner = groups.InnerCount == groups.OuterCount && fixedOuter is null ? 0 : null;
        if (fixedOuter is not null)
        {
            notes.Add("One cluster only: the variance between clusters cannot be estimated and is taken as 0; all heterogeneity is given to the inner level.");
        }

        if (fixedInner is not null)
        {
            notes.Add("Every cluster has a single unit: the variances between clusters and within them cannot be told apart; all heterogeneity is given to the outer level.");
        }

        if (groups.InnerCount == 1)
        {
            fixedInner = 0;
        }

        if (k == 1)
        {
            notes.Add("One effect: heterogeneity cannot be estimated; I² and H² are not defined.");
        }

        if (groups.OuterCount is > 1 and < 5)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Only {groups.OuterCount} clusters: the variance between clusters is hardly estimated, and the Wald interval is too narrow."));
        }

        var search = new NestedSearch(likelihood, typical, DependentEffects.SampleVariance(data.Effect), restricted, options.MaxIterations);
        var (point, converged, iterations) = search.Maximise(fixedOuter, fixedInner);
        if (!converged)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"The likelihood was not maximised within {options.MaxIterations} iterations."));
        }

        double? df = method == IntervalMethod.T ? k - p : null;
        double[] row = [.. Enumerable.Range(0, p).Select(j => design.Column(j).Average())];
        var average = row.Zip(point.Beta, (r, b) => r * b).Sum();
        var averageVariance = SymmetricMatrix.Form(row, point.Covariance, row, p);
        var mean = WaldInference.Of(average, Math.Sqrt(averageVariance), df, options.Level);
        var tau2 = point.Sigma2Outer + point.Sigma2Inner;
        var prediction = WaldInference.Predict(average, Math.Sqrt(averageVariance + tau2), k, p, options.Prediction, options.Level, options.Measure, notes);
        var weight = p == 1 ? likelihood.RowSums(data.Variance, point.Sigma2Outer, point.Sigma2Inner) : null;
        var independent = RandomEffectsFit.Fit(data.Effect, data.Variance, new RandomEffectsSettings { Common = true }, design);
        return new PooledEffect
        {
            Measure = options.Measure,
            Model = PoolingModel.Multilevel,
            TauSquaredEstimator = options.TauSquared,
            IntervalMethod = method,
            Level = options.Level,
            StudyCount = k,
            Pooled = new Estimate(options.Measure.ToNatural(average), mean.Interval?.Map(options.Measure.ToNatural)),
            Transformed = mean,
            Prediction = prediction,
            Heterogeneity = new HeterogeneityResult
            {
                TauSquared = tau2,
                ISquared = independent.TypicalVariance is { } sampling ? 100 * tau2 / (tau2 + sampling) : null,
                HSquared = independent.TypicalVariance is { } error ? 1 + (tau2 / error) : null,
                ISquaredFromQ = independent.ISquaredFromQ,
                CochranQ = independent.QTest,
            },
            VarianceComponents =
            [
                new VarianceComponent("outer", point.Sigma2Outer, groups.OuterCount, options.ComponentIntervals && fixedOuter is null ? search.ProfileOuter(point, fixedInner, options.Level) : null),
                new VarianceComponent("inner", point.Sigma2Inner, groups.InnerCount, options.ComponentIntervals && fixedInner is null ? search.ProfileInner(point, fixedOuter, options.Level) : null),
            ],
            Robust = options.Robust is null ? null : RobustOf(data, x, design.Names, likelihood, point, options),
            Coefficients = [.. design.Names.Select((name, j) => new Coefficient(name, WaldInference.Of(point.Beta[j], Math.Sqrt(point.Covariance[(j * p) + j]), df, options.Level)))],
            Covariance = [.. Enumerable.Range(0, p).Select(r => (IReadOnlyList<double>)point.Covariance[(r * p)..((r + 1) * p)])],
            Omnibus = p > 1 ? Omnibus(point, p, df) : null,
            FitStatistics = DependentEffects.Criteria(
                likelihood.At(point.Sigma2Outer, point.Sigma2Inner, restricted: false).LogLikelihood,
                likelihood.At(point.Sigma2Outer, point.Sigma2Inner, restricted: true).LogLikelihood,
                restricted,
                k,
                coefficients: p,
                components: 2),
            Studies = StudiesOf(data, weight, options),
            Converged = converged,
            Iterations = iterations,
            Notes = notes,
        };
    }

    private static RobustVariance RobustOf(MultilevelData data, double[] design, string[] names, NestedLikelihood likelihood, NestedPoint point, MultilevelOptions options)
    {
        var robust = options.Robust!;
        var terms = robust.Type == RobustVarianceType.Cr2
            ? likelihood.BiasReducedTerms(data.Effect, data.Variance, design, point)
            : likelihood.PlainTerms(data.Effect, data.Variance, design, point);
        return Sandwich.Estimate(names, point.Beta, point.Covariance, terms, robust, options.Level);
    }

    private static DesignMatrix DesignOf(Moderators moderators, int k)
    {
        moderators.RequireRows(k, nameof(moderators));
        if (Enumerable.Range(0, k).FirstOrDefault(i => !moderators.IsKnown(i), -1) is var unknown and >= 0)
        {
            throw new ArgumentException($"A moderator of entry {unknown + 1} is not known; leave that effect out.", nameof(moderators));
        }

        var design = moderators.Design([.. Enumerable.Range(0, k)]);
        return design.IsIntercept || design.Columns < k
            ? design
            : throw new ArgumentException($"{design.Columns} coefficients cannot be estimated from {k} effects: {string.Join(", ", design.Names)}.", nameof(moderators));
    }

    private static double[] RowMajor(DesignMatrix design)
    {
        var x = new double[design.Rows * design.Columns];
        for (var j = 0; j < design.Columns; j++)
        {
            var column = design.Column(j);
            for (var i = 0; i < design.Rows; i++)
            {
                x[(i * design.Columns) + j] = column[i];
            }
        }

        return x;
    }

    private static TestResult Omnibus(NestedPoint point, int p, double? denominator)
    {
        var m = p - 1;
        var block = new double[m * m];
        for (var i = 0; i < m * m; i++)
        {
            block[i] = point.Covariance[((1 + (i / m)) * p) + 1 + (i % m)];
        }

        return RandomEffectsFit.WaldTest(point.Beta[1..], block, denominator ?? double.PositiveInfinity);
    }

    private static StudyEstimate[] StudiesOf(MultilevelData data, double[]? weight, MultilevelOptions options)
    {
        var total = weight?.Sum();
        var z = NormalDistribution.UpperQuantile((1 - options.Level) / 2);
        var studies = new StudyEstimate[data.Count];
        for (var i = 0; i < studies.Length; i++)
        {
            var (effect, variance) = (data.Effect[i], data.Variance[i]);
            var reach = z * Math.Sqrt(variance);
            var interval = new Interval(effect - reach, effect + reach, options.Level).Map(options.Measure.ToNatural);
            studies[i] = new StudyEstimate($"{data.Outer[i]}/{data.Inner[i]}", new Estimate(options.Measure.ToNatural(effect), interval), effect, variance, 100 * weight?[i] / total);
        }

        return studies;
    }
}
