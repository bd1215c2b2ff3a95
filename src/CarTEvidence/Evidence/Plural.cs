using System.Globalization;

namespace CarTEvidence;

/// <summary>Numbers with their nouns, in the invariant culture.</summary>
internal static class Plural
{
    /// <summary>For example <c>1 row</c> and <c>2 rows</c>.</summary>
    public static string Of(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
