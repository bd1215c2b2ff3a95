using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>A fit in words, as a methods section names it; the words are the labels of <see cref="MethodNames"/>.</summary>
internal static class MethodWords
{
    /// <summary>Model and estimator, for example <c>Inverse-variance random effects on the logit scale, tau² by REML</c>.</summary>
    public static string Of(PooledEffect effect)
    {
        var model = MethodNames.Models[effect.Model].Label;
        var scale = effect.Model is PoolingModel.Random or PoolingModel.Common ? $" on the {effect.Measure.Name} scale" : string.Empty;
        var estimator = effect.TauSquaredEstimator is { } t ? $", tau² by {MethodNames.TauSquaredEstimators[t].Label}" : string.Empty;
        return model + scale + estimator;
    }
}
