namespace CarTEvidence.MetaAnalysis;

/// <summary>Choices of a selection model.</summary>
public sealed record SelectionModelOptions
{
    private readonly double _level = 0.95;
    private readonly int _maxIterations = 100;

    /// <summary>The defaults: a step at a one-sided p-value of 0.025, selection of positive effects.</summary>
    public static SelectionModelOptions Default { get; } = new();

    /// <summary>Shape of the selection. Default: step function.</summary>
    public SelectionFunction Function { get; init; } = SelectionFunction.Step;

    /// <summary>Which results are favoured. Default: greater.</summary>
    public SelectionAlternative Alternative { get; init; } = SelectionAlternative.Greater;

    /// <summary>Step function only: the p-values at which the probability jumps, each strictly between 0 and 1. Default: 0.025.</summary>
    public IReadOnlyList<double> Steps { get; init; } = [0.025];

    /// <summary>Nominal coverage, strictly between 0 and 1. Default: 0.95.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    public double Level
    {
        get => _level;
        init => _level = NominalLevel.Check(value, nameof(value));
    }

    /// <summary>Most Newton steps from one start, at least 1. Default: 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public int MaxIterations
    {
        get => _maxIterations;
        init => _maxIterations = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A search takes at least one step.");
    }
}
