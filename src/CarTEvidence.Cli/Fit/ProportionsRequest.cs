using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Kind <c>proportions</c>: events among the evaluable patients of single arms.</summary>
internal static class ProportionsRequest
{
    public static RequestAnswer Answer(RequestFields fields)
    {
        var columns = RequestColumns.Of(fields, "events", "total");
        var data = new ProportionData(columns.Labels("study"), columns.Counts("events"), columns.Counts("total"));
        var studyInterval = RequestChoices.Name(fields, "studyInterval", MethodNames.StudyIntervals);
        var bayes = RequestPriors.Read(fields);
        var common = RequestCommon.Read(fields, columns, MeasureKind.Proportion);
        var options = (common.Choices with { StudyInterval = studyInterval }).ToProportionOptions(!common.Moderators.IsEmpty);
        return common.Answer(Pooling.Proportions(data, bayes.ApplyTo(options), common.Subgroup, common.Moderators), () => [SmallStudyEffects.Peters(data)]);
    }
}
