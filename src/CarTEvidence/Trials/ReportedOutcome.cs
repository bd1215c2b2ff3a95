using System.Globalization;

namespace CarTEvidence;

/// <summary>What an arm reports of one outcome. Valid once built: 0 ≤ events ≤ evaluable.</summary>
public sealed record ReportedOutcome
{
    /// <summary>Takes a count and its denominator.</summary>
    /// <param name="events">Patients with the event; <c>null</c> where only the denominator is reported.</param>
    /// <param name="evaluable">Patients evaluable for this outcome, 0 or more.</param>
    /// <param name="definition">How the report defines the outcome; <c>null</c> if it does not say.</param>
    /// <exception cref="ArgumentException">A count is negative, or events exceed the evaluable patients.</exception>
    public ReportedOutcome(int? events, int evaluable, string? definition = null)
    {
        foreach (var violation in Check(events, evaluable))
        {
            throw new ArgumentException(violation.Message, violation.Part);
        }

        Events = events;
        Evaluable = evaluable;
        Definition = string.IsNullOrWhiteSpace(definition) ? null : definition.Trim();
    }

    /// <summary>Patients with the event; <c>null</c> where only the denominator is reported.</summary>
    public int? Events { get; }

    /// <summary>Patients evaluable for this outcome.</summary>
    public int Evaluable { get; }

    /// <summary>How the report defines the outcome; <c>null</c> if it does not say.</summary>
    public string? Definition { get; }

    /// <summary>For example <c>7/9 (DORIS at 6 months)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Events is { } e ? e : "?")}/{Evaluable}{(Definition is null ? "" : $" ({Definition})")}");

    internal static IReadOnlyList<Violation> Check(int? events, int evaluable)
    {
        if (evaluable >= 0 && events is null or >= 0 && !(events > evaluable))
        {
            return [];
        }

        var found = new List<Violation>();
        if (evaluable < 0)
        {
            found.Add(new("evaluable", string.Create(CultureInfo.InvariantCulture, $"the number evaluable, {evaluable}, is negative")));
        }

        if (events < 0)
        {
            found.Add(new("events", string.Create(CultureInfo.InvariantCulture, $"the number of events, {events}, is negative")));
        }

        if (events > evaluable)
        {
            found.Add(new("events", $"{Plural.Of(events.GetValueOrDefault(), "event")} among {Plural.Of(evaluable, "evaluable patient")}"));
        }

        return found;
    }
}
