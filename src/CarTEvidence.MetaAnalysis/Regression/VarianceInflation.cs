namespace CarTEvidence.MetaAnalysis;

/// <summary>How much a coefficient's variance is inflated by its correlation with the other coefficients.</summary>
/// <param name="Name">The coefficient.</param>
/// <param name="Factor">1 without correlation; above about 5 the moderators can hardly be told apart.</param>
public readonly record struct VarianceInflation(string Name, double Factor);
