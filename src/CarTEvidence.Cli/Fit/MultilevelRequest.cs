using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Kind <c>multilevel</c>: effects with known variances, nested in clusters (<c>outer</c>) and units within them (<c>inner</c>).</summary>
internal static class MultilevelRequest
{
    public static PooledEffect Answer(RequestFields fields)
    {
        var effect = fields.Numbers("effect");
        var variance = fields.Numbers("variance");
        var outer = fields.Labels("outer");
        var inner = fields.Labels("inner");
        RequestChoices.RequireLength(fields, "variance", variance.Length, effect.Length);
        RequestChoices.RequireLength(fields, "outer", outer.Length, effect.Length);
        RequestChoices.RequireLength(fields, "inner", inner.Length, effect.Length);
        var choices = RequestChoices.Read(fields, MeasureKind.Generic, Enum.GetValues<MeasureKind>());
        RequestChoices.RequireModel(fields, choices, PoolingModel.Multilevel);
        var options = choices.ApplyTo(MultilevelOptions.Default) with
        {
            Measure = choices.Measure ?? Measure.Generic,
            Robust = RequestRobust.Read(fields, MultilevelOptions.Default.Robust),
        };
        RequestParts.Require(fields, "tau2Intervals", "varianceComponents", "robust");
        fields.RequireNoOthers();
        return Pooling.Multilevel(new MultilevelData(effect, variance, outer, inner), options);
    }
}
