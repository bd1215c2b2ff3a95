namespace CarTEvidence.Resampling.Tests.Bootstrap;

/// <summary>Every kind of bootstrap on small data, for what must hold of all of them.</summary>
internal static class ResampleKinds
{
    public static readonly string[] Names = ["studies", "clusters", "wild", "wild webb", "wild mammen clusters", "normal", "patients", "parametric"];

    private static readonly int[] Events = [3, 8, 15, 0, 40, 60, 6], Totals = [5, 11, 15, 6, 50, 63, 9];

    private static readonly double[] Effects = [0.4, 1.1, 2.3, -0.6, 1.3, 0.9, 0.2], Variances = [0.8, 0.3, 0.9, 1.1, 0.1, 0.05, 0.6];

    private static readonly string[] Clusters = ["Berlin", "Berlin", "Erlangen", "Wuhan", "Wuhan", "Wuhan", "Rome"];

    /// <summary>The plan of a kind by its name.</summary>
    public static BootstrapPlan Plan(string kind, BootstrapOptions options) => kind switch
    {
        "studies" => BootstrapPlan.Studies(Effects, Variances, options),
        "clusters" => BootstrapPlan.Clusters(Effects, Variances, Clusters, options),
        "wild" => BootstrapPlan.Wild(Effects, Variances, null, options),
        "wild webb" => BootstrapPlan.Wild(Effects, Variances, null, options with { WildWeights = WildWeights.Webb, AdjustResiduals = true }),
        "wild mammen clusters" => BootstrapPlan.Wild(Effects, Variances, Clusters, options with { WildWeights = WildWeights.Mammen }),
        "normal" => BootstrapPlan.Normal(Effects, Variances, options),
        "patients" => BootstrapPlan.Patients(Events, Totals, options),
        _ => BootstrapPlan.Parametric(Events, Totals, options),
    };

    /// <summary>All recorded columns, one after another.</summary>
    public static double[] Everything(this BootstrapReplicates run) =>
        [.. run.Means, .. run.TauSquared ?? [], .. run.StandardErrors ?? [], .. run.HksjStandardErrors ?? [], .. run.ISquared ?? [], .. run.TauSquaredStandardErrors ?? [], .. run.ISquaredStandardErrors ?? []];
}
