using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Kind <c>rates</c>: events per person-time of single arms.</summary>
internal static class RatesRequest
{
    public static PooledEffect Answer(RequestFields fields)
    {
        var study = fields.Labels("study");
        var data = new RateData(study, fields.Counts("events", study.Length), fields.Numbers("time", study.Length));
        var common = RequestCommon.Read(fields, study.Length, MeasureKind.Rate);
        var options = common.Choices.ApplyTo(RateOptions.Default);
        return Pooling.Rates(
            data,
            options with { Measure = common.Choices.Measure ?? options.Measure, Model = common.Choices.Model ?? options.Model },
            common.Subgroup,
            common.Moderators);
    }
}
