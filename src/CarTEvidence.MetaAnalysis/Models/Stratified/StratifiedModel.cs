using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Mantel–Haenszel and Peto pooling of two arms, as a pooled effect.</summary>
/// <remarks>
/// Common-effect methods: no heterogeneity enters the interval. Cochran's Q and I² compare the studies' own effects, zero cells corrected, with the pooled one.
/// A ratio without events in one arm is 0 or infinite, without an interval, and a note says so; without events in either it is not defined.
/// </remarks>
internal static class StratifiedModel
{
    /// <summary>Pools two arms with events by Mantel–Haenszel.</summary>
    public static PooledEffect MantelHaenszel(TwoArmData data, TwoArmOptions options)
    {
        var estimate = options.Measure.Code switch
        {
            "OR" => MantelHaenszelTables.OddsRatio(data),
            "RR" => MantelHaenszelTables.RiskRatio(data),
            "RD" => MantelHaenszelTables.RiskDifference(data),
            _ => throw Unknown("Mantel-Haenszel", "odds-ratio, risk-ratio and risk-difference", options.Measure, nameof(options)),
        };
        var columns = StudyColumns.FromEffects(options.Measure, data.Study, TwoArmEffects.Compute(data, options.Measure, options.ZeroCorrection), options.Level);
        var pooled = Result(PoolingModel.MantelHaenszel, columns, options, estimate, i => IsInformative(data, i));
        if (options.Measure != Measure.OddsRatio)
        {
            return pooled;
        }

        var homogeneity = AssociationTests.Homogeneity(data, Math.Exp(estimate.Value));
        return pooled with
        {
            CochranMantelHaenszel = AssociationTests.CochranMantelHaenszel(data),
            BreslowDay = homogeneity?.BreslowDay,
            Tarone = homogeneity?.Tarone,
        };
    }

    /// <summary>Pools two arms of person-time by Mantel–Haenszel.</summary>
    public static PooledEffect MantelHaenszel(TwoArmRateData data, TwoArmRateOptions options)
    {
        var estimate = options.Measure.Code switch
        {
            "IRR" => MantelHaenszelTables.RateRatio(data),
            "IRD" => MantelHaenszelTables.RateDifference(data),
            _ => throw Unknown("Mantel-Haenszel", "rate-ratio and rate-difference", options.Measure, nameof(options)),
        };
        var columns = StudyColumns.FromEffects(options.Measure, data.Study, TwoArmRateEffects.Compute(data, options.Measure, options.ZeroCorrection), options.Level);
        var pooled = Result(PoolingModel.MantelHaenszel, columns, options, estimate, i => data.EventsTreated[i] + data.EventsControl[i] > 0);
        return options.Measure == Measure.RateRatio ? pooled with { CochranMantelHaenszel = AssociationTests.CochranMantelHaenszel(data) } : pooled;
    }

    /// <summary>Pools two arms with events by Peto's method.</summary>
    public static PooledEffect Peto(TwoArmData data, TwoArmOptions options)
    {
        if (options.Measure != Measure.Peto && options.Measure != Measure.OddsRatio)
        {
            throw Unknown("Peto", "peto (or odds-ratio)", options.Measure, nameof(options));
        }

        var columns = StudyColumns.FromEffects(Measure.Peto, data.Study, TwoArmEffects.Compute(data, Measure.Peto, options.ZeroCorrection ?? ZeroCorrection.None), options.Level);
        return Result(PoolingModel.Peto, columns, options, PetoMethod.LogOddsRatio(data), i => IsInformative(data, i));
    }

    private static ArgumentException Unknown(string model, string known, Measure measure, string parameter) =>
        new($"{model} pools the measures {known}; the measure is \"{measure}\".", parameter);

    private static bool IsInformative(TwoArmData data, int i)
    {
        var table = Table.Of(data, i);
        return table.A + table.C > 0 && table.B + table.D > 0;
    }

    private static PooledEffect Result(
        PoolingModel model, StudyColumns columns, PoolingOptions options, StratifiedEstimate estimate, Func<int, bool> informative)
    {
        if (options.Interval is not (null or IntervalMethod.Wald))
        {
            throw new ArgumentException($"Mantel-Haenszel and Peto have Wald intervals; the interval is {MethodNames.Intervals[options.Interval.Value].Name}.", nameof(options));
        }

        List<string> notes = [];
        var k = columns.Study.Count;
        var defined = double.IsFinite(estimate.StandardError) && estimate.StandardError > 0;
        var z = NormalDistribution.UpperQuantile(0.5 * (1 - options.Level));
        Interval? interval = defined
            ? new Interval(estimate.Value - z * estimate.StandardError, estimate.Value + z * estimate.StandardError, options.Level)
            : null;
        if (double.IsNaN(estimate.Value))
        {
            notes.Add("No study has events that could tell the arms apart: the effect is not defined.");
        }
        else if (!defined)
        {
            notes.Add(double.IsInfinity(estimate.Value)
                ? "In every study one arm has no events, or the other nothing but events, always to the same side: the ratio is 0 or infinite and this method has no interval for it; the conditional exact model has a limit on the other side."
                : "Within every arm all patients have the same outcome: the standard error is 0, and this method has no interval.");
        }

        double? value = double.IsNaN(estimate.Value) ? null : estimate.Value;
        var statistic = estimate.Value / estimate.StandardError;
        var transformed = new TransformedEstimate(
            value,
            defined ? estimate.StandardError : null,
            interval,
            defined ? new TestResult(statistic, null, NormalDistribution.TwoSided(statistic)) : new TestResult(null, null, null));
        var q = CochranQ(columns, estimate.Value, informative);
        var sum = estimate.Weights.Sum();
        var studies = new StudyEstimate[k];
        for (var i = 0; i < k; i++)
        {
            var usable = columns.IsUsable(i);
            studies[i] = new StudyEstimate(
                columns.Study[i],
                new Estimate(columns.OwnValue(i), columns.OwnInterval(i)),
                usable ? columns.Effects.Effect[i] : null,
                usable ? columns.Effects.Variance[i] : null,
                sum > 0 ? 100 * estimate.Weights[i] / sum : null);
        }

        return new PooledEffect
        {
            Measure = columns.Measure,
            Model = model,
            IntervalMethod = IntervalMethod.Wald,
            Level = options.Level,
            StudyCount = k,
            Pooled = new Estimate(value is { } v ? columns.Measure.ToNatural(v) : null, interval?.Map(columns.Measure.ToNatural)),
            Transformed = transformed,
            Heterogeneity = new HeterogeneityResult { CochranQ = q, ISquaredFromQ = q is null ? null : q.Statistic > 0 ? Math.Max(0, 100 * (1 - q.DegreesOfFreedom!.Value / q.Statistic.Value)) : 0 },
            Studies = studies,
            Coefficients = [new Coefficient("intercept", transformed)],
            Covariance = defined ? [[estimate.StandardError * estimate.StandardError]] : [],
            Notes = notes,
        };
    }

    private static TestResult? CochranQ(StudyColumns columns, double pooled, Func<int, bool> informative)
    {
        var (q, count) = (0.0, 0);
        for (var i = 0; i < columns.Study.Count; i++)
        {
            if (columns.IsUsable(i) && informative(i))
            {
                var distance = columns.Effects.Effect[i] - pooled;
                q += distance * distance / columns.Effects.Variance[i];
                count++;
            }
        }

        return count < 2 || !double.IsFinite(q) ? null : new TestResult(q, count - 1, ChiSquaredDistribution.Upper(q, count - 1));
    }
}
