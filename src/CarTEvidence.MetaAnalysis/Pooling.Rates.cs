using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis;

public static partial class Pooling
{
    /// <summary>Pools rates of single arms.</summary>
    /// <param name="data">Events and person-time, one entry a study, k ≥ 1.</param>
    /// <param name="options">Measure, model, estimator and intervals; <c>null</c> takes log rates, REML and Wald.</param>
    /// <param name="grouping">A column that sorts the studies into subgroups; <c>null</c> for none.</param>
    /// <param name="moderators">Moderators of a meta-regression; <c>null</c> for none.</param>
    /// <returns>The pooled rate per unit of the data's person-time.</returns>
    /// <exception cref="ArgumentException">The measure is none of rates, a column has the wrong length, or the model cannot take what was asked of it.</exception>
    public static PooledEffect Rates(RateData data, RateOptions? options = null, Grouping? grouping = null, Moderators? moderators = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var choices = options ?? RateOptions.Default;
        if (choices.Model == PoolingModel.PoissonNormal)
        {
            if (moderators is { IsEmpty: false })
            {
                RequireNoGrouping(grouping);
                return PoissonNormalModel.Regress(data, choices, moderators);
            }

            var whole = PoissonNormalModel.Fit(data, choices) with { Refit = studies => PoissonNormalModel.Fit(data.Select(studies), choices) };
            return grouping is null
                ? whole
                : LikelihoodSubgroups.Add(whole, grouping, choices.MaxIterations, studies => PoissonNormalModel.Subgroup(data.Select(studies), choices));
        }

        RequireInverseVariance(choices.Model, MeasureKind.Rate, nameof(options));
        var columns = new StudyColumns
        {
            Measure = choices.Measure,
            Study = data.Study,
            Effects = RateEffects.Compute(data, choices.Measure, choices.ZeroCorrection),
            Size = choices.Measure.DependsOnSize ? data.Time.ToArray() : [],
            OwnValue = i => data.Events[i] / data.Time[i],
            OwnInterval = i => RateInterval.Compute(data.Events[i], data.Time[i], choices.Level),
            Events = data.Events.ToArray(),
        };
        return InverseVariance(columns, choices, choices.Model, grouping, moderators);
    }
}
