using CarTEvidence.Cli.Options;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Kind <c>multilevel</c>: effects with known variances, nested in clusters (<c>outer</c>) and units within them (<c>inner</c>).</summary>
internal static class MultilevelRequest
{
    public static RequestAnswer Answer(RequestFields fields)
    {
        var columns = RequestColumns.Of(fields, "effect", "variance");
        var data = new MultilevelData(columns.Numbers("effect"), columns.Numbers("variance"), columns.Labels("outer"), columns.Labels("inner"));
        var choices = RequestChoices.Read(fields, MeasureKind.Generic, Enum.GetValues<MeasureKind>());
        RequestChoices.RequireModel(fields, choices, PoolingModel.Multilevel);
        var options = choices.ApplyTo(MultilevelOptions.Default) with
        {
            Measure = choices.Measure ?? Measure.Generic,
            Robust = RequestRobust.Read(fields, MultilevelOptions.Default.Robust),
        };
        var moderators = RequestModerators.Read(fields, columns);
        var parts = RequestParts.Read(fields);
        fields.RequireNoOthers();
        return new RequestAnswer(ChoicesWithoutEffect.Note(choices, Pooling.Multilevel(data, options, moderators)), parts, columns.Notes);
    }
}
