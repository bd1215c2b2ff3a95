using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis;

public static partial class Pooling
{
    /// <summary>Pools the proportions of single arms.</summary>
    /// <param name="data">Events among evaluable patients, one entry a study, k ≥ 1.</param>
    /// <param name="options">Measure, model, estimator and intervals; <c>null</c> takes the binomial-normal model with profile-likelihood intervals.</param>
    /// <param name="grouping">A column that sorts the studies into subgroups; <c>null</c> for none.</param>
    /// <param name="moderators">Moderators of a meta-regression, for the binomial-normal and the inverse-variance models; <c>null</c> for none.</param>
    /// <returns>The pooled proportion on its natural scale 0…1, and all that was assumed.</returns>
    /// <exception cref="ArgumentException">The measure is none of proportions, a column has the wrong length, or the model cannot take what was asked of it.</exception>
    public static PooledEffect Proportions(
        ProportionData data, ProportionOptions? options = null, Grouping? grouping = null, Moderators? moderators = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var choices = options ?? ProportionOptions.Default;
        if (choices.Model is ProportionModel.Random or ProportionModel.Common)
        {
            return InverseVariance(Columns(data, choices), RandomEffectsSettings.From(choices, choices.Model == ProportionModel.Common), grouping, moderators);
        }

        if (moderators is { IsEmpty: false })
        {
            RequireNoGrouping(grouping);
            return choices.Model == ProportionModel.BinomialNormal
                ? BinomialNormalModel.Regress(data, choices, moderators)
                : throw new ArgumentException($"Moderators need the model \"binomial-normal\", \"random\" or \"common\"; the model is \"{MethodNames.ProportionModels[choices.Model].Name}\".", nameof(moderators));
        }

        switch (choices.Model)
        {
            case ProportionModel.BinomialNormal:
                var whole = BinomialNormalModel.Fit(data, choices) with { Refit = studies => BinomialNormalModel.Fit(data.Select(studies), choices) };
                return grouping is null
                    ? whole
                    : LikelihoodSubgroups.Add(whole, grouping, choices.MaxIterations, studies => BinomialNormalModel.Subgroup(data.Select(studies), choices));
            case ProportionModel.BayesianBinomialNormal:
                return BayesianSubgroups.Add(data, choices, grouping);
            case ProportionModel.BetaBinomial:
                PooledEffect Some(IReadOnlyList<int> studies) => BetaBinomialModel.Fit(data.Select(studies), choices);
                return grouping is { TauSquared: SubgroupTauSquared.Common }
                    ? LikelihoodSubgroups.Add(
                        BetaBinomialModel.Fit(data, choices) with { Refit = Some }, grouping, choices.MaxIterations, studies => BetaBinomialModel.Subgroup(data.Select(studies), choices))
                    : SeparateSubgroups.Add(BetaBinomialModel.Fit(data, choices), grouping, Some, string.Empty);
            default:
                throw new ArgumentException($"The model {choices.Model} does not pool proportions here.", nameof(options));
        }
    }

    private static StudyColumns Columns(ProportionData data, ProportionOptions options) => new()
    {
        Measure = options.Measure,
        Study = data.Study,
        Effects = ProportionEffects.Compute(data, options.Measure, options.ZeroCorrection, options.Convention),
        Size = options.Measure.DependsOnSize ? [.. data.Total.ToArray().Select(n => (double)n)] : [],
        OwnValue = i => (double)data.Events[i] / data.Total[i],
        OwnInterval = i => ProportionInterval.Compute(data.Events[i], data.Total[i], options.StudyInterval, options.Level),
        Events = data.Events.ToArray(),
        Total = data.Total.ToArray(),
    };
}
