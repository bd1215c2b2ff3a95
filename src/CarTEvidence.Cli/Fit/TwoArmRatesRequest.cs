using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Kind <c>twoArmRates</c>: events per person-time in two arms.</summary>
internal static class TwoArmRatesRequest
{
    public static PooledEffect Answer(RequestFields fields)
    {
        var study = fields.Labels("study");
        var k = study.Length;
        var data = new TwoArmRateData(
            study, fields.Counts("eventsTreated", k), fields.Numbers("timeTreated", k), fields.Counts("eventsControl", k), fields.Numbers("timeControl", k));
        var common = RequestCommon.Read(fields, k, MeasureKind.TwoArmRate);
        var options = common.Choices.ApplyTo(TwoArmRateOptions.Default);
        return Pooling.TwoArmRates(
            data,
            options with { Measure = common.Choices.Measure ?? options.Measure, Model = common.Choices.Model ?? options.Model },
            common.Subgroup,
            common.Moderators);
    }
}
