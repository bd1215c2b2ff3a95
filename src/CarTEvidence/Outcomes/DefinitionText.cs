using System.Globalization;
using System.Text.RegularExpressions;

namespace CarTEvidence;

/// <summary>What a report's definition of an outcome says: by which criterion, and when it was assessed, where the words end with that (<c>DORIS at 24 weeks</c>).</summary>
/// <param name="Criterion">The criterion, white space collapsed.</param>
/// <param name="Time">When, for example <c>24 weeks</c>, however the report puts it; <c>null</c> if the words do not end with a time.</param>
internal readonly partial record struct DefinitionText(string Criterion, string? Time)
{
    /// <summary>Takes the words apart; what is no time at the end belongs to the criterion.</summary>
    public static DefinitionText Of(string definition)
    {
        var words = WhiteSpace().Replace(definition.Trim(), " ");
        if (AtTheEnd().Match(words) is not { Success: true } found)
        {
            return new(words, null);
        }

        var time = found.Groups["last"].Value.ToLowerInvariant();
        if (time.Length == 0)
        {
            var number = int.Parse(found.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            time = string.Create(CultureInfo.InvariantCulture, $"{number} {found.Groups["unit"].Value.ToLowerInvariant()}{(number == 1 ? "" : "s")}");
        }

        return new(found.Groups["criterion"].Value, time);
    }

    /// <summary>Whether two definitions say the same: in any case and spacing, and with the time as <c>week 24</c> or as <c>24 weeks</c>.</summary>
    public static IEqualityComparer<string?> Comparer { get; } = EqualityComparer<string?>.Create(
        (a, b) => (a, b) switch
        {
            (null, null) => true,
            (null, _) or (_, null) => false,
            _ => Of(a).Equals(Of(b)),
        },
        definition => definition is null ? 0 : Of(definition).GetHashCode());

    /// <summary>Whether another definition goes by the same criterion, in any case, at whatever time.</summary>
    public bool SharesCriterion(DefinitionText other) => string.Equals(Criterion, other.Criterion, StringComparison.OrdinalIgnoreCase);

    /// <summary>Criteria are compared in any case.</summary>
    public bool Equals(DefinitionText other) => SharesCriterion(other) && string.Equals(Time, other.Time, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(Criterion), Time);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(
        @"^(?<criterion>.+) at (?:(?<unit>day|week|month|year) (?<number>\d{1,4})|(?<number>\d{1,4}) (?<unit>day|week|month|year)s?|(?<last>last (?:follow-up|visit)))$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AtTheEnd();
}
