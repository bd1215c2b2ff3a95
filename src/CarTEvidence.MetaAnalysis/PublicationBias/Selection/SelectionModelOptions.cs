namespace CarTEvidence.MetaAnalysis;

/// <summary>Choices of a selection model.</summary>
public sealed record SelectionModelOptions
{
    /// <summary>The defaults: a step at a one-sided p-value of 0.025, selection of positive effects.</summary>
    public static SelectionModelOptions Default { get; } = new();

    /// <summary>Shape of the selection. Default: step function.</summary>
    public SelectionFunction Function { get; init; } = SelectionFunction.Step;

    /// <summary>Which results are favoured. Default: greater.</summary>
    public SelectionAlternative Alternative { get; init; } = SelectionAlternative.Greater;

    /// <summary>Step function only: the p-values at which the probability jumps, each strictly between 0 and 1. Default: 0.025.</summary>
    public IReadOnlyList<double> Steps { get; init; } = [0.025];

    /// <summary>Nominal coverage. Default: 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Most Newton steps from one start. Default: 100.</summary>
    public int MaxIterations { get; init; } = 100;
}
