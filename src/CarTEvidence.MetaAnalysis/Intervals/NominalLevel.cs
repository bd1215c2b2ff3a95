namespace CarTEvidence.MetaAnalysis;

/// <summary>The check that all levels of intervals share.</summary>
internal static class NominalLevel
{
    /// <summary>The level, if it lies strictly between 0 and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not, or is not a number.</exception>
    public static double Check(double level, string parameter) => level is > 0 and < 1
        ? level
        : throw new ArgumentOutOfRangeException(parameter, level, "The level of an interval lies strictly between 0 and 1 (0.95 for 95 %).");
}
