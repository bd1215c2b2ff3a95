namespace CarTEvidence.MetaAnalysis;

/// <summary>What the Bayesian binomial-normal model assumes before it sees the data.</summary>
/// <remarks>
/// The defaults were chosen by their coverage in simulated small single-arm trials with proportions from 1 to 99 %: Beta(½, ½) on the typical proportion
/// and half-normal(1) on tau held 93 % or more in every scenario.
/// </remarks>
public sealed record BinomialNormalPriors
{
    /// <summary>The defaults.</summary>
    public static BinomialNormalPriors Default { get; } = new();

    /// <summary>Prior of the typical study. Default: Beta(½, ½) on its proportion.</summary>
    public MeanPrior Mean { get; init; } = new BetaPrior(0.5, 0.5);

    /// <summary>Prior of tau. Default: half-normal with scale 1.</summary>
    public HeterogeneityPrior Tau { get; init; } = new HalfNormalPrior(1);

    /// <summary>For example <c>proportion ~ Beta(0.5, 0.5), tau ~ half-normal(1)</c>.</summary>
    public override string ToString() => $"{Mean}, {Tau}";
}
