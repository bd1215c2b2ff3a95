using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Kind <c>rates</c>: events per person-time of single arms.</summary>
internal static class RatesRequest
{
    public static RequestAnswer Answer(RequestFields fields)
    {
        var columns = RequestColumns.Of(fields, "events", "time");
        var data = new RateData(columns.Labels("study"), columns.Counts("events"), columns.Numbers("time"));
        var common = RequestCommon.Read(fields, columns, MeasureKind.Rate);
        var options = common.Choices.ApplyTo(RateOptions.Default);
        return common.Answer(Pooling.Rates(
            data,
            options with { Measure = common.Choices.Measure ?? options.Measure, Model = common.Choices.Model ?? options.Model },
            common.Subgroup,
            common.Moderators));
    }
}
