namespace CarTEvidence.MetaAnalysis;

/// <summary>Whether more studies are significant than their power explains.</summary>
/// <param name="Observed">Studies significant at the chosen level, two-sided.</param>
/// <param name="Expected">Sum of the studies' powers at the common effect.</param>
/// <param name="PValue">Exact one-sided p-value: probability of at least as many significant studies, each with its own power.</param>
/// <param name="ChiSquaredPValue">The same by the chi-squared approximation, one-sided.</param>
/// <param name="Effect">The effect the powers were computed at, on the scale of the analysis.</param>
public sealed record ExcessSignificance(int Observed, double Expected, double? PValue, double? ChiSquaredPValue, double Effect)
{
    /// <summary>Power of each study at <see cref="Effect"/>, in the order of the data.</summary>
    public IReadOnlyList<double> Power { get; init; } = [];

    /// <summary>Sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
