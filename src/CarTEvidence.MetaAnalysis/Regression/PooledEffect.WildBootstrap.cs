using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    private const int TestsToAnInterval = 25;

    /// <summary>Tests the coefficients of a meta-regression, together and one by one, by the wild bootstrap, and inverts the tests to intervals.</summary>
    /// <param name="clusters">One label a study of the data, in its order, length k: studies of a cluster share a multiplier, and standard errors are cluster-robust. <c>null</c> where every study is its own.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="withIntervals">Whether intervals are made; each takes some twenty-five tests.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within sixteen fits.</param>
    /// <returns>
    /// The tests of all coefficients but the intercept, and of all of them together; without moderators, of the mean. Of a part of the replicates (the range of the options) the counts, of which
    /// <see cref="WildBootstrapRegression.Merge"/> makes tests and intervals.
    /// </returns>
    /// <exception cref="ArgumentException">There is not one label a study, or there are fewer than two clusters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the run.</exception>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance, or has no standard errors to studentise with (profile likelihood, bootstrap).</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// The hypothesis is imposed: replicates are the fitted values of the model without the coefficient, and its residuals times random multipliers. tau² is estimated anew in every replicate by the estimator
    /// of this result. The statistic is estimate over standard error, that of this result's interval (Wald, t, HKSJ, Kenward–Roger), or the cluster-robust one of type CR1 where there are clusters.
    /// An interval holds the values β for which the test of "the coefficient is β", by the same multipliers, has a p-value above 1 − level; its ends are found by bisection to a two-hundredth of the
    /// standard error, or to a thousandth of their distance from the estimate where that is more. With k clusters there are 2ᵏ Rademacher signs, all of which are taken where they are no more than the replicates, and no p-value below 2¹⁻ᵏ: an interval may have no bound.
    /// Joshi, Pustejovsky and Beretvas (2022), Cluster wild bootstrapping to handle dependent effect sizes in meta-analysis with a small number of studies, doi:10.1002/jrsm.1554;
    /// inversion: Cameron, Gelbach and Miller (2008), doi:10.1162/rest.90.3.414.
    /// </remarks>
    public WildBootstrapRegression WildBootstrap(
        IReadOnlyList<string>? clusters = null, WildTestOptions? options = null, bool withIntervals = true, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var (data, kept, _, fit) = RequireSource();
        options ??= WildTestOptions.Default;
        if (IntervalMethod is IntervalMethod.ProfileLikelihood or IntervalMethod.Bootstrap)
        {
            throw new InvalidOperationException($"The interval of the fit is {MethodNames.Intervals[IntervalMethod].Name}, which has no standard errors to studentise with; take another one.");
        }

        if (clusters is not null && clusters.Count != data.Study.Count)
        {
            throw new ArgumentException($"There are {clusters.Count} cluster labels for {data.Study.Count} studies.", nameof(clusters));
        }

        int[] tested = fit.Columns == 1 ? [0] : [.. Enumerable.Range(1, fit.Columns - 1)];
        var told = new WildProgress(progress, tested.Length * (withIntervals ? TestsToAnInterval + 1 : 1) + fit.Columns - tested.Length);
        var wild = new WildRegression(fit, clusters is null ? null : Numbered([.. kept.Select(i => clusters[i])]), told);
        if (wild.ClusterCount < 2)
        {
            throw new ArgumentException($"A wild bootstrap needs at least 2 clusters; there is {wild.ClusterCount}.", nameof(clusters));
        }

        List<string> untested = [];
        List<WildBootstrapCoefficient> coefficients = [];
        foreach (var j in tested)
        {
            var name = fit.Regression.Design.Names[j];
            if (wild.Test(j, 0, options, cancellation) is not { } test)
            {
                untested.Add(name);
                continue;
            }

            coefficients.Add(new WildBootstrapCoefficient(name, fit.Beta[j], wild.StandardError(j)!.Value, test, null)
            {
                Ends = withIntervals ? wild.Ends(j, test.IsExact, Level, options, cancellation) : null,
            });
        }

        var omnibus = fit.Columns > 1 ? wild.TestAll(options, cancellation) : null;
        progress?.Report(1);
        return new WildBootstrapRegression
        {
            Omnibus = omnibus,
            Coefficients = coefficients,
            ClusterCount = wild.ClusterCount,
            IsClustered = clusters is not null,
            Level = Level,
            Options = options,
            Untested = untested,
        }.Completed();
    }

    private static int[] Numbered(string[] labels)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return Array.ConvertAll(labels, label =>
        {
            if (!numbers.TryGetValue(label, out var number))
            {
                numbers[label] = number = numbers.Count;
            }

            return number;
        });
    }
}
