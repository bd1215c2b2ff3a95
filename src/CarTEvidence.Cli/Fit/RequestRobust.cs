using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Reads <c>robust</c>: the cluster-robust variance, <c>CR0</c>, <c>CR1</c>, <c>CR2</c> or <c>none</c>.</summary>
internal static class RequestRobust
{
    private const string Choices = "CR0, CR1, CR2, none";

    public static RobustOptions? Read(RequestFields fields, RobustOptions? fallback)
    {
        var text = fields.Text("robust");
        return text?.ToUpperInvariant() switch
        {
            null => fallback,
            "NONE" => null,
            "CR0" => RobustOptions.Default with { Type = RobustVarianceType.Cr0 },
            "CR1" => RobustOptions.Default with { Type = RobustVarianceType.Cr1 },
            "CR2" => RobustOptions.Default with { Type = RobustVarianceType.Cr2 },
            _ => throw RequestChoices.Unknown(fields, "robust", text!, "cluster-robust variance", Choices),
        };
    }
}
