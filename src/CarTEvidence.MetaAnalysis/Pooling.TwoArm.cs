using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis;

public static partial class Pooling
{
    private const string NoTauSquared = "it has none; the models \"random\", \"glmm-um-fs\", \"glmm-cm-el\" and \"glmm-cm-al\" have.";

    private const string NoTauSquaredOfRates = "it has none; the model \"random\" has.";

    private const string SharedStudyEffects =
        "its study effects are drawn from one distribution, so that subgroups are either separate models, each with study effects of its own, or one regression, which this model does not have; \"glmm-um-fs\" and \"glmm-cm-el\" share it.";

    private static readonly Dictionary<PoolingModel, Func<TwoArmData, TwoArmOptions, PooledEffect>> TwoArmModels = new()
    {
        [PoolingModel.MantelHaenszel] = StratifiedModel.MantelHaenszel,
        [PoolingModel.Peto] = StratifiedModel.Peto,
        [PoolingModel.GlmmUmFs] = (data, options) => TwoArmGlmm.Fit(PoolingModel.GlmmUmFs, data, options),
        [PoolingModel.GlmmUmRs] = (data, options) => TwoArmGlmm.Fit(PoolingModel.GlmmUmRs, data, options),
        [PoolingModel.GlmmCmEl] = (data, options) => TwoArmGlmm.Fit(PoolingModel.GlmmCmEl, data, options),
        [PoolingModel.GlmmCmAl] = (data, options) => TwoArmGlmm.Fit(PoolingModel.GlmmCmAl, data, options),
    };

    /// <summary>Compares two arms with events.</summary>
    /// <param name="data">Events and patients of both arms, one entry a study, k ≥ 1.</param>
    /// <param name="options">Measure, model, estimator and intervals; <c>null</c> takes log odds ratios, REML and Wald.</param>
    /// <param name="grouping">A column that sorts the studies into subgroups; <c>null</c> for none.</param>
    /// <param name="moderators">Moderators of a meta-regression; <c>null</c> for none.</param>
    /// <returns>The pooled comparison, treated against control.</returns>
    /// <exception cref="ArgumentException">The measure is none of two arms, a column has the wrong length, or the model cannot take what was asked of it.</exception>
    public static PooledEffect TwoArm(TwoArmData data, TwoArmOptions? options = null, Grouping? grouping = null, Moderators? moderators = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var choices = options ?? TwoArmOptions.Default;
        if (TwoArmModels.TryGetValue(choices.Model, out var fit))
        {
            RequireNoModerators(choices.Model, moderators);
            return grouping is { TauSquared: SubgroupTauSquared.Common } && choices.Model is (PoolingModel.GlmmUmFs or PoolingModel.GlmmCmEl or PoolingModel.GlmmCmAl)
                ? LikelihoodSubgroups.Add(
                    fit(data, choices) with { Refit = studies => fit(data.Select(studies), choices) },
                    grouping!,
                    choices.MaxIterations,
                    studies => TwoArmGlmm.Subgroup(choices.Model, data.Select(studies), choices))
                : SeparateSubgroups.Add(fit(data, choices), grouping, studies => fit(data.Select(studies), choices), choices.Model == PoolingModel.GlmmUmRs ? SharedStudyEffects : NoTauSquared);
        }

        RequireInverseVariance(choices.Model, MeasureKind.TwoArm, nameof(options));
        var columns = StudyColumns.FromEffects(
            choices.Measure, data.Study, TwoArmEffects.Compute(data, choices.Measure, choices.ZeroCorrection, choices), choices.Level);
        return InverseVariance(columns, choices, choices.Model, grouping, moderators);
    }

    /// <summary>Compares two arms with person-time.</summary>
    /// <param name="data">Events and person-time of both arms, one entry a study, k ≥ 1.</param>
    /// <param name="options">Measure, model, estimator and intervals; <c>null</c> takes log rate ratios, REML and Wald.</param>
    /// <param name="grouping">A column that sorts the studies into subgroups; <c>null</c> for none.</param>
    /// <param name="moderators">Moderators of a meta-regression; <c>null</c> for none.</param>
    /// <returns>The pooled comparison, treated against control.</returns>
    /// <exception cref="ArgumentException">The measure is none of two rates, a column has the wrong length, or the model cannot take what was asked of it.</exception>
    public static PooledEffect TwoArmRates(TwoArmRateData data, TwoArmRateOptions? options = null, Grouping? grouping = null, Moderators? moderators = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var choices = options ?? TwoArmRateOptions.Default;
        if (choices.Model == PoolingModel.MantelHaenszel)
        {
            RequireNoModerators(choices.Model, moderators);
            return SeparateSubgroups.Add(
                StratifiedModel.MantelHaenszel(data, choices), grouping, studies => StratifiedModel.MantelHaenszel(data.Select(studies), choices), NoTauSquaredOfRates);
        }

        RequireInverseVariance(choices.Model, MeasureKind.TwoArmRate, nameof(options));
        var columns = StudyColumns.FromEffects(
            choices.Measure, data.Study, TwoArmRateEffects.Compute(data, choices.Measure, choices.ZeroCorrection), choices.Level);
        return InverseVariance(columns, choices, choices.Model, grouping, moderators);
    }
}
