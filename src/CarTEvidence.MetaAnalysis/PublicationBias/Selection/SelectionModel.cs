namespace CarTEvidence.MetaAnalysis;

/// <summary>A random-effects model that allows for selection of studies by their p-values.</summary>
/// <param name="Function">Shape of the selection.</param>
/// <param name="Alternative">Which results are taken to be favoured.</param>
/// <param name="Adjusted">The mean before selection, on the scale of the analysis; <c>null</c> if it is not defined.</param>
/// <param name="TauSquared">Between-study variance before selection; <c>null</c> if it is not defined.</param>
/// <param name="Delta">Selection parameters: one an interval for a step function (the first is 1), δ₁ and δ₂ for the beta function, else δ.</param>
/// <param name="LogLikelihood">Maximised log-likelihood, constants included.</param>
/// <param name="LikelihoodRatio">Test against the model without selection (the maximum-likelihood random-effects model).</param>
public sealed record SelectionModel(
    SelectionFunction Function,
    SelectionAlternative Alternative,
    TransformedEstimate? Adjusted,
    double? TauSquared,
    IReadOnlyList<double> Delta,
    double? LogLikelihood,
    TestResult LikelihoodRatio)
{
    /// <summary>Whether the search ended at a maximum.</summary>
    public bool Converged { get; init; } = true;

    /// <summary>Sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
