using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Forest;

/// <summary>A fit in words.</summary>
internal static class ModelText
{
    /// <summary>Model, scale, estimator and interval.</summary>
    internal static string Of(PooledEffect effect)
    {
        var scale = effect.Model is PoolingModel.Random or PoolingModel.Common && effect.Measure.Kind == MeasureKind.Proportion ? $" on the {effect.Measure.Name} scale" : "";
        var estimator = effect.TauSquaredEstimator is { } t && effect.Model == PoolingModel.Random ? $", tau² by {MethodNames.TauSquaredEstimators[t].Label}" : "";
        return $"{MethodNames.Models[effect.Model].Label}{scale}{estimator}; {NumberText.Level(effect.Level)} intervals by {MethodNames.Intervals[effect.IntervalMethod].Label}";
    }
}
