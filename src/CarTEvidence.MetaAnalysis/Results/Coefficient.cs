namespace CarTEvidence.MetaAnalysis;

/// <summary>One coefficient of a model, on the scale of the analysis.</summary>
/// <param name="Name"><c>intercept</c>, or the moderator (and its level).</param>
/// <param name="Estimate">Estimate, standard error, interval and test.</param>
public sealed record Coefficient(string Name, TransformedEstimate Estimate)
{
    /// <summary>Likelihood-ratio test that the coefficient is 0, on one degree of freedom, in likelihood models with moderators; else <c>null</c>.</summary>
    public TestResult? LikelihoodRatio { get; init; }
}
