namespace CarTEvidence.MetaAnalysis;

/// <summary>How much the true effects differ between studies.</summary>
/// <remarks>All quantities belong to the model that was fitted; what it does not define is <c>null</c>.</remarks>
public sealed record HeterogeneityResult
{
    /// <summary>Between-study variance on the scale of the analysis.</summary>
    public double? TauSquared { get; init; }

    /// <summary>Standard error of <see cref="TauSquared"/>.</summary>
    public double? TauSquaredStandardError { get; init; }

    /// <summary>Between-study standard deviation.</summary>
    public double? Tau => TauSquared is { } t ? Math.Sqrt(t) : null;

    /// <summary>I², in per cent, from tau² and the typical within-study variance. doi:10.1002/sim.1186.</summary>
    public double? ISquared { get; init; }

    /// <summary>H², total over sampling variance, from tau².</summary>
    public double? HSquared { get; init; }

    /// <summary>I², in per cent, from Cochran's Q.</summary>
    public double? ISquaredFromQ { get; init; }

    /// <summary>Test-based interval of <see cref="ISquaredFromQ"/>, in per cent; <c>null</c> where it is not defined (two studies that agree). doi:10.1002/sim.1186.</summary>
    public Interval? ISquaredFromQInterval { get; init; }

    /// <summary>H² from Cochran's Q, Q / (k − p), at least 1.</summary>
    public double? HSquaredFromQ { get; init; }

    /// <summary>Test-based interval of <see cref="HSquaredFromQ"/>. doi:10.1002/sim.1186.</summary>
    public Interval? HSquaredFromQInterval { get; init; }

    /// <summary>Cochran's Q; for likelihood models the Wald test of the saturated model.</summary>
    public TestResult? CochranQ { get; init; }

    /// <summary>Likelihood-ratio test of the saturated against the common-effect model, where the model has a likelihood of counts.</summary>
    public TestResult? LikelihoodRatio { get; init; }
}
