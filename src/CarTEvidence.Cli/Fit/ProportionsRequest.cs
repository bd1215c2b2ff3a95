using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Kind <c>proportions</c>: events among the evaluable patients of single arms.</summary>
internal static class ProportionsRequest
{
    public static PooledEffect Answer(RequestFields fields)
    {
        var study = fields.Labels("study");
        var data = new ProportionData(study, fields.Counts("events", study.Length), fields.Counts("total", study.Length));
        var studyInterval = RequestChoices.Name(fields, "studyInterval", MethodNames.StudyIntervals);
        var bayes = RequestPriors.Read(fields);
        var common = RequestCommon.Read(fields, study.Length, MeasureKind.Proportion);
        var options = (common.Choices with { StudyInterval = studyInterval }).ToProportionOptions(!common.Moderators.IsEmpty);
        return Pooling.Proportions(data, bayes.ApplyTo(options), common.Subgroup, common.Moderators);
    }
}
