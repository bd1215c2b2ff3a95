using System.Globalization;

namespace CarTEvidence;

/// <summary>An arm's count of one outcome, as it enters a synthesis.</summary>
/// <param name="Events">Patients with the event.</param>
/// <param name="Evaluable">Patients evaluable for the outcome, at least 1.</param>
/// <param name="Definition">How the report defines the outcome; <c>null</c> if it does not say.</param>
public readonly record struct OutcomeCount(int Events, int Evaluable, string? Definition)
{
    /// <summary>For example <c>7/9</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Events}/{Evaluable}");
}
