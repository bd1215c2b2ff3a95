namespace CarTEvidence.MetaAnalysis;

/// <summary>Henmi and Copas's interval: centred at the common effect, which small-study effects disturb least, and wide enough for heterogeneity.</summary>
/// <param name="Estimate">The common-effect mean, its standard error under random effects, and the interval; on the scale of the analysis.</param>
/// <param name="TauSquared">DerSimonian–Laird between-study variance.</param>
public sealed record HenmiCopas(TransformedEstimate Estimate, double TauSquared)
{
    /// <summary>Sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
