using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Kind <c>twoArmRates</c>: events per person-time in two arms.</summary>
internal static class TwoArmRatesRequest
{
    public static RequestAnswer Answer(RequestFields fields)
    {
        var columns = RequestColumns.Of(fields, "eventsTreated", "timeTreated", "eventsControl", "timeControl");
        var data = new TwoArmRateData(
            columns.Labels("study"), columns.Counts("eventsTreated"), columns.Numbers("timeTreated"), columns.Counts("eventsControl"), columns.Numbers("timeControl"));
        var common = RequestCommon.Read(fields, columns, MeasureKind.TwoArmRate);
        var options = common.Choices.ApplyTo(TwoArmRateOptions.Default);
        return common.Answer(Pooling.TwoArmRates(
            data,
            options with { Measure = common.Choices.Measure ?? options.Measure, Model = common.Choices.Model ?? options.Model },
            common.Subgroup,
            common.Moderators));
    }
}
