using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Kind <c>generic</c>: effects with their sampling variances.</summary>
internal static class GenericRequest
{
    public static RequestAnswer Answer(RequestFields fields)
    {
        var columns = RequestColumns.Of(fields, "effect", "variance");
        var data = new GenericData(columns.LabelsOrNumbers("study"), columns.Numbers("effect"), columns.Numbers("variance"));
        var common = RequestCommon.Read(fields, columns, MeasureKind.Generic, Enum.GetValues<MeasureKind>());
        var options = common.Choices.ApplyTo(GenericOptions.Default);
        return common.Answer(Pooling.Generic(
            data,
            options with { Measure = common.Choices.Measure ?? options.Measure, Model = common.Choices.Model ?? options.Model },
            common.Subgroup,
            common.Moderators));
    }
}
