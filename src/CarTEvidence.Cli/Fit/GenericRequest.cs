using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Kind <c>generic</c>: effects with their sampling variances.</summary>
internal static class GenericRequest
{
    public static PooledEffect Answer(RequestFields fields)
    {
        var effect = fields.Numbers("effect");
        var data = new GenericData(fields.LabelsOrNumbers("study", effect.Length), effect, fields.Numbers("variance", effect.Length));
        var common = RequestCommon.Read(fields, effect.Length, MeasureKind.Generic, Enum.GetValues<MeasureKind>());
        var options = common.Choices.ApplyTo(GenericOptions.Default);
        return Pooling.Generic(
            data,
            options with { Measure = common.Choices.Measure ?? options.Measure, Model = common.Choices.Model ?? options.Model },
            common.Subgroup,
            common.Moderators);
    }
}
