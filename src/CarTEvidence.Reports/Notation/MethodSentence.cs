using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>The method of a result in words, as a line above a table names it.</summary>
internal static class MethodSentence
{
    /// <summary>Model, scale, estimator and interval, for example <c>Inverse-variance random effects, on the logit scale; tau² by REML; 95% CI by HKSJ</c>.</summary>
    public static string Of(PooledEffect effect)
    {
        var scale = effect.Model is PoolingModel.Random or PoolingModel.Common ? $", on the {effect.Measure.Name} scale" : string.Empty;
        var estimator = effect is { Model: PoolingModel.Random or PoolingModel.Multilevel or PoolingModel.Bivariate, TauSquaredEstimator: { } tau } ? $"; tau² by {MethodNames.TauSquaredEstimators[tau].Label}" : string.Empty;
        return $"{MethodNames.Models[effect.Model].Label}{scale}{estimator}; {effect.IntervalName()}{(effect.IntervalMethod == IntervalMethod.EqualTailed ? ", equal-tailed" : $" by {effect.IntervalLabel()}")}";
    }
}
