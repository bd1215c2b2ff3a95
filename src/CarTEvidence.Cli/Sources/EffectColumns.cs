using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Sources;

/// <summary>Effects with their sampling variances on the scale of a measure, one entry a study.</summary>
internal sealed record EffectColumns(Measure Measure, string[] Study, double[] Effect, double[] Variance)
{
    /// <summary>Which of the pooled studies they are; those without an effect are left out.</summary>
    public required int[] Index { get; init; }

    /// <summary>Patients with the event, one entry a study.</summary>
    public int[] Events { get; init; } = [];

    /// <summary>Evaluable patients, one entry a study.</summary>
    public int[] Total { get; init; } = [];
}
