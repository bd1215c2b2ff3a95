namespace CarTEvidence.MetaAnalysis;

/// <summary>The check that parameters of priors share.</summary>
internal static class Positive
{
    public static double Check(double value, string parameter) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(parameter, value, "A parameter of a prior is positive and finite.");
}
