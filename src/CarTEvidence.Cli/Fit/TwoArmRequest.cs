using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Kind <c>twoArm</c>: events among the patients of two arms.</summary>
internal static class TwoArmRequest
{
    public static PooledEffect Answer(RequestFields fields)
    {
        var study = fields.Labels("study");
        var k = study.Length;
        var data = new TwoArmData(
            study, fields.Counts("eventsTreated", k), fields.Counts("totalTreated", k), fields.Counts("eventsControl", k), fields.Counts("totalControl", k));
        var common = RequestCommon.Read(fields, k, MeasureKind.TwoArm);
        var options = common.Choices.ApplyTo(TwoArmOptions.Default);
        return Pooling.TwoArm(
            data,
            options with { Measure = common.Choices.Measure ?? options.Measure, Model = common.Choices.Model ?? options.Model },
            common.Subgroup,
            common.Moderators);
    }
}
