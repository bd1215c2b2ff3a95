using System.Globalization;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Inverse-variance pooling of any kind of data: from columns of effects to a pooled effect with its notes.</summary>
internal static class InverseVarianceModel
{
    /// <summary>Beyond this ratio of variances the normal equations of a regression keep fewer than eight digits.</summary>
    private const double WidestRatio = 1e8;

    /// <summary>Pools by common or random effects, or regresses on moderators.</summary>
    /// <exception cref="ArgumentException">A moderator does not have one value a study, or the variances of a regression differ by more than a factor of 1e8.</exception>
    public static PooledEffect Fit(StudyColumns data, RandomEffectsSettings settings, Moderators? moderators = null)
    {
        var mods = moderators ?? Moderators.None;
        mods.RequireRows(data.Study.Count, nameof(moderators));
        var notes = new List<string>();
        var kept = Usable(data, mods, notes);
        if (kept.Length == 0)
        {
            return Nothing(data, settings, notes) with { Kept = [], Refit = studies => Fit(data.Select(studies), settings, mods.Select(studies)) };
        }

        var design = mods.IsEmpty ? DesignMatrix.Intercept(kept.Length) : mods.Design(kept);
        if (design.Columns > 1)
        {
            RequireComparableVariances(data, kept);
        }

        var all = kept.Length == data.Study.Count;
        var fit = RandomEffectsFit.Fit(
            all ? data.Effects.Effect : [.. kept.Select(i => data.Effects.Effect[i])],
            all ? data.Effects.Variance : [.. kept.Select(i => data.Effects.Variance[i])],
            settings,
            design);
        return Describe(new InverseVarianceSource(data, kept, mods, fit), notes) with
        {
            Refit = studies => Fit(data.Select(studies), settings, mods.Select(studies)),
        };
    }

    /// <summary>Refuses regressions whose weighted sums would cancel to noise; a lone mean has no such limit.</summary>
    private static void RequireComparableVariances(StudyColumns data, int[] kept)
    {
        var smallest = kept.MinBy(i => data.Effects.Variance[i]);
        var largest = kept.MaxBy(i => data.Effects.Variance[i]);
        var (low, high) = (data.Effects.Variance[smallest], data.Effects.Variance[largest]);
        if (high > WidestRatio * low)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A regression needs variances within a factor of {WidestRatio:0e0}; study \"{data.Study[smallest]}\" has {low:G3} and \"{data.Study[largest]}\" {high:G3}. Pool without moderators, or leave the extreme studies out."),
                nameof(data));
        }
    }

    /// <summary>Writes a fit down as a pooled effect.</summary>
    /// <param name="source">Data and fit.</param>
    /// <param name="notes">Notes so far; completed here.</param>
    /// <param name="mean">The mean to report; <c>null</c> takes the fit's own.</param>
    /// <param name="prediction">The prediction interval to report where <paramref name="mean"/> is given.</param>
    public static PooledEffect Describe(InverseVarianceSource source, List<string> notes, TransformedEstimate? mean = null, Interval? prediction = null)
    {
        var (data, fit, settings) = (source.Data, source.Fit, source.Fit.Settings);
        var row = source.MeanRow();
        var transformed = mean ?? fit.Combination(row);
        var predicted = mean is null ? fit.Prediction(row) : prediction;
        var scale = new BackTransformation(data, source.Kept);
        var pooled = new Estimate(transformed.Value is { } value ? scale.ToNatural(value) : null, transformed.Interval?.Map(scale.ToNatural));
        InverseVarianceNotes.Add(notes, source, transformed, predicted, pooled, scale);
        var some = fit.Regression.DegreesOfFreedom > 0;
        var withModerators = fit.Columns > 1;
        var fromQ = some ? TestBasedH.Squared(fit.Q, fit.Regression.DegreesOfFreedom, settings.Level) : null;
        return new PooledEffect
        {
            Measure = data.Measure,
            Model = settings.Common ? PoolingModel.Common : PoolingModel.Random,
            TauSquaredEstimator = settings.Common ? null : settings.Estimator,
            IntervalMethod = settings.Interval,
            Level = settings.Level,
            StudyCount = fit.Count,
            Events = data.Events.Length == 0 ? null : source.Kept.Sum(i => data.Events[i]),
            Total = data.Total.Length == 0 ? null : source.Kept.Sum(i => data.Total[i]),
            Pooled = pooled,
            Transformed = transformed,
            Prediction = predicted is { } p ? new Prediction(p.Map(scale.ToNatural), p, settings.Prediction) : null,
            Heterogeneity = new HeterogeneityResult
            {
                TauSquared = settings.Common || some || settings.FixedTauSquared is not null ? fit.TauSquared : null,
                TauSquaredStandardError = some ? fit.TauSquaredFit.StandardError : null,
                ISquared = fit.ISquared,
                HSquared = fit.HSquared,
                ISquaredFromQ = fit.ISquaredFromQ,
                ISquaredFromQInterval = fromQ?.Map(h2 => 100 * (1 - 1 / h2)),
                HSquaredFromQ = some ? Math.Max(1, fit.Q / fit.Regression.DegreesOfFreedom) : null,
                HSquaredFromQInterval = fromQ,
                CochranQ = fit.QTest,
            },
            TauSquaredIntervals = settings.Common || !some ? [] : Intervals(fit),
            Coefficients = [.. Enumerable.Range(0, fit.Columns).Select(j => new Coefficient(fit.Regression.Design.Names[j], fit.Coefficient(j)))],
            Covariance = Rows(fit.Covariance, fit.Columns),
            Omnibus = withModerators ? fit.Omnibus() : null,
            RSquared = withModerators ? source.RSquared() : null,
            FitStatistics = fit.Statistics(),
            Studies = Studies(source),
            Converged = fit.TauSquaredFit.Converged,
            Iterations = fit.TauSquaredFit.Iterations,
            Seed = fit.Resampled is null ? null : settings.Seed,
            Notes = notes,
            Source = source,
        };
    }

    /// <summary>The Q-profile interval, and the profile-likelihood one where the estimator is a likelihood's; made when they are asked for.</summary>
    public static IReadOnlyList<TauSquaredInterval> Intervals(RandomEffectsFit fit)
    {
        TauSquaredIntervalMethod[] methods = fit.Settings.Estimator is TauSquaredEstimator.Reml or TauSquaredEstimator.Ml
            ? [TauSquaredIntervalMethod.QProfile, TauSquaredIntervalMethod.ProfileLikelihood]
            : [TauSquaredIntervalMethod.QProfile];
        return new LazyList<TauSquaredInterval>(methods.Length, i => TauSquaredIntervals.Compute(fit, methods[i])!);
    }

    private static int[] Usable(StudyColumns data, Moderators moderators, List<string> notes)
    {
        List<int> kept = new(data.Study.Count);
        List<string> undefined = [];
        List<string> unknown = [];
        for (var i = 0; i < data.Study.Count; i++)
        {
            if (!data.IsUsable(i))
            {
                undefined.Add(data.Study[i]);
            }
            else if (!moderators.IsEmpty && !moderators.IsKnown(i))
            {
                unknown.Add(data.Study[i]);
            }
            else
            {
                kept.Add(i);
            }
        }

        if (undefined.Count > 0)
        {
            notes.Add($"Left out, because their {data.Measure.Name} effect or its variance is not defined, or beyond 1e±110: {InverseVarianceNotes.List(undefined)}.");
        }

        if (unknown.Count > 0)
        {
            notes.Add($"Left out, because a moderator is not known: {InverseVarianceNotes.List(unknown)}.");
        }

        return [.. kept];
    }

    /// <summary>Entries are made when they are asked for: exact study intervals cost more than the fit itself.</summary>
    private static LazyList<StudyEstimate> Studies(InverseVarianceSource source)
    {
        var data = source.Data;
        var weights = source.Fit.Weights();
        var kept = source.Kept;
        return new LazyList<StudyEstimate>(data.Study.Count, i =>
        {
            var position = kept.Length == data.Study.Count ? i : Array.BinarySearch(kept, i);
            return Study(data, i, position >= 0 ? weights[position] : null);
        });
    }

    private static StudyEstimate Study(StudyColumns data, int i, double? weight) =>
        new(data.Study[i], new Estimate(data.OwnValue(i), data.OwnInterval(i)), Finite(data.Effects.Effect[i]), Finite(data.Effects.Variance[i]), weight)
        {
            Events = data.Events.Length == 0 ? null : data.Events[i],
            Total = data.Total.Length == 0 ? null : data.Total[i],
        };

    private static PooledEffect Nothing(StudyColumns data, RandomEffectsSettings settings, List<string> notes)
    {
        notes.Add("No study has a defined effect: nothing can be pooled.");
        return new PooledEffect
        {
            Measure = data.Measure,
            Model = settings.Common ? PoolingModel.Common : PoolingModel.Random,
            TauSquaredEstimator = settings.Common ? null : settings.Estimator,
            IntervalMethod = settings.Interval,
            Level = settings.Level,
            StudyCount = 0,
            Pooled = new Estimate(null, null),
            Transformed = new TransformedEstimate(null, null, null, new TestResult(null, null, null)),
            Heterogeneity = new HeterogeneityResult(),
            Studies = new LazyList<StudyEstimate>(data.Study.Count, i => Study(data, i, null)),
            Notes = notes,
        };
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static double[][] Rows(double[] matrix, int p) => [.. matrix.Chunk(p)];
}
