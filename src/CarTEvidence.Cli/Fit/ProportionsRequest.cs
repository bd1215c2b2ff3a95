using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Kind <c>proportions</c>: events among the evaluable patients of single arms.</summary>
internal static class ProportionsRequest
{
    public static PooledEffect Answer(RequestFields fields)
    {
        var study = fields.Labels("study");
        var events = fields.Counts("events");
        var total = fields.Counts("total");
        RequestChoices.RequireLength(fields, "events", events.Length, study.Length);
        RequestChoices.RequireLength(fields, "total", total.Length, study.Length);
        var choices = RequestChoices.Read(fields, MeasureKind.Proportion) with
        {
            StudyInterval = RequestChoices.Name(fields, "studyInterval", MethodNames.StudyIntervals),
        };
        var subgroup = RequestChoices.Subgroup(fields, study.Length);
        var moderators = RequestModerators.Read(fields, study.Length);
        RequestParts.Require(fields, "tau2Intervals");
        fields.RequireNoOthers();
        return Pooling.Proportions(new ProportionData(study, events, total), choices.ToProportionOptions(!moderators.IsEmpty), subgroup, moderators);
    }
}
