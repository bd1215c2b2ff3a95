namespace CarTEvidence.MetaAnalysis;

public static partial class Pooling
{
    private static PooledEffect InverseVariance(StudyColumns data, PoolingOptions options, PoolingModel model, Grouping? grouping, Moderators? moderators) =>
        InverseVariance(data, RandomEffectsSettings.From(options, model == PoolingModel.Common), grouping, moderators);

    private static PooledEffect InverseVariance(StudyColumns data, RandomEffectsSettings settings, Grouping? grouping, Moderators? moderators)
    {
        if (moderators is { IsEmpty: false })
        {
            RequireNoGrouping(grouping);
        }

        var whole = InverseVarianceModel.Fit(data, settings, moderators);
        return grouping is null ? whole : InverseVarianceSubgroups.Add(whole, data, settings, grouping);
    }

    private static void RequireInverseVariance(PoolingModel model, MeasureKind kind, string parameter)
    {
        if (model is not (PoolingModel.Random or PoolingModel.Common))
        {
            throw new ArgumentException($"The model \"{MethodNames.Models[model].Name}\" does not pool {Words(kind)} here.", parameter);
        }
    }

    private static string Words(MeasureKind kind) => kind switch
    {
        MeasureKind.Proportion => "proportions",
        MeasureKind.Rate => "rates",
        MeasureKind.TwoArm => "counts of two arms",
        MeasureKind.TwoArmRate => "rates of two arms",
        MeasureKind.Mean => "means",
        MeasureKind.TwoArmMean => "means of two arms",
        MeasureKind.MeanChange => "mean changes",
        _ => "effects with variances",
    };

    private static void RequireNoModerators(PoolingModel model, Moderators? moderators)
    {
        if (moderators is { IsEmpty: false })
        {
            throw new ArgumentException($"The model \"{MethodNames.Models[model].Name}\" takes no moderators; \"random\" and \"common\" do.", nameof(moderators));
        }
    }

    private static void RequireNoGrouping(Grouping? grouping)
    {
        if (grouping is not null)
        {
            throw new ArgumentException("Subgroups and moderators together: add the grouping to the moderators as a factor instead.", nameof(grouping));
        }
    }
}
