using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>The <c>kind</c> of a request and of its answer.</summary>
internal static class KindNames
{
    public static string Of(PooledEffect effect) => effect.Model switch
    {
        PoolingModel.Multilevel => "multilevel",
        PoolingModel.Bivariate => "bivariate",
        _ => Of(effect.Measure.Kind),
    };

    private static string Of(MeasureKind kind) => kind switch
    {
        MeasureKind.Proportion => "proportions",
        MeasureKind.Rate => "rates",
        MeasureKind.TwoArm => "twoArm",
        MeasureKind.TwoArmRate => "twoArmRates",
        MeasureKind.Mean or MeasureKind.TwoArmMean or MeasureKind.MeanChange => "means",
        MeasureKind.Generic => "generic",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No kind of request has this data."),
    };
}
