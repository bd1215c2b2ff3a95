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
        var interval = Exact(effect) is { } exact
            ? $"exact ({exact}) {NumberText.Level(effect.Level)} interval of the pooled counts"
            : effect.IntervalMethod == IntervalMethod.EqualTailed
                ? $"{NumberText.Level(effect.Level)} equal-tailed credible intervals"
                : $"{NumberText.Level(effect.Level)} intervals by {MethodNames.Intervals[effect.IntervalMethod].Label}";
        return $"{MethodNames.Models[effect.Model].Label}{scale}{estimator}; {interval}";
    }

    /// <summary>Whose exact interval stands in, whatever interval was asked for: the count models answer one study, and studies in which none or all have the event, so.</summary>
    private static string? Exact(PooledEffect effect) => effect.Model switch
    {
        PoolingModel.BinomialNormal or PoolingModel.BetaBinomial when effect.StudyCount == 1 || effect.Events == 0 || effect.Events == effect.Total => "Clopper–Pearson",
        PoolingModel.PoissonNormal when effect.StudyCount == 1 || effect.Events == 0 => "Garwood",
        _ => null,
    };
}
