namespace CarTEvidence.MetaAnalysis;

/// <summary>One defensible way to analyse the data, and what it answers.</summary>
public sealed record Specification
{
    /// <summary>Which studies were included.</summary>
    public required string Inclusion { get; init; }

    /// <summary>Scale of the analysis.</summary>
    public required Measure Measure { get; init; }

    /// <summary>Model.</summary>
    public required ProportionModel Model { get; init; }

    /// <summary>Estimator of tau²; <c>null</c> where the model or the interval leaves no choice of one.</summary>
    public TauSquaredEstimator? TauSquared { get; init; }

    /// <summary>How the interval was made.</summary>
    public required IntervalMethod Interval { get; init; }

    /// <summary>What the estimate speaks of.</summary>
    public required PooledQuantity Quantity { get; init; }

    /// <summary>The proportion, 0 to 1, and its interval; <c>null</c> inside where they are not defined, and then a note says why.</summary>
    public required Estimate Estimate { get; init; }

    /// <summary>Studies pooled.</summary>
    public required int StudyCount { get; init; }

    /// <summary>Patients with the event in these studies.</summary>
    public required long Events { get; init; }

    /// <summary>Evaluable patients in these studies.</summary>
    public required long Total { get; init; }

    /// <summary>Whether the fit converged.</summary>
    public bool Converged { get; init; } = true;

    /// <summary>The notes of the fit.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The choices in words, as the command line spells them: <c>all studies; logit; random; reml; hksj; typical</c>.</summary>
    public override string ToString() => string.Join("; ", Choices.Select(choice => choice.Value));

    /// <summary>The choices by dimension: <c>inclusion</c>, <c>measure</c>, <c>model</c>, <c>tau2</c> (<c>none</c> where there is no choice), <c>interval</c>, <c>quantity</c>.</summary>
    public IReadOnlyList<SpecificationChoice> Choices =>
    [
        new("inclusion", Inclusion),
        new("measure", Measure.Name),
        new("model", MethodNames.ProportionModels[Model].Name),
        new("tau2", TauSquared is { } estimator ? MethodNames.TauSquaredEstimators[estimator].Name : "none"),
        new("interval", MethodNames.Intervals[Interval].Name),
        new("quantity", Quantity == PooledQuantity.Average ? "average" : "typical"),
    ];
}
