using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Kind <c>twoArm</c>: events among the patients of two arms.</summary>
internal static class TwoArmRequest
{
    public static RequestAnswer Answer(RequestFields fields)
    {
        var columns = RequestColumns.Of(fields, "eventsTreated", "totalTreated", "eventsControl", "totalControl");
        var data = new TwoArmData(
            columns.Labels("study"), columns.Counts("eventsTreated"), columns.Counts("totalTreated"), columns.Counts("eventsControl"), columns.Counts("totalControl"));
        var common = RequestCommon.Read(fields, columns, MeasureKind.TwoArm);
        var options = common.Choices.ApplyTo(TwoArmOptions.Default);
        var effect = Pooling.TwoArm(
            data,
            options with { Measure = common.Choices.Measure ?? options.Measure, Model = common.Choices.Model ?? options.Model },
            common.Subgroup,
            common.Moderators);
        return common.Answer(effect, () => BiasTests(data));
    }

    private static IReadOnlyList<SmallStudyTest> BiasTests(TwoArmData data) =>
    [
        SmallStudyEffects.Peters(data),
        SmallStudyEffects.Harbord(data),
        SmallStudyEffects.Macaskill(data),
        SmallStudyEffects.Deeks(data),
        .. SmallStudyEffects.Arcsine(data),
    ];
}
