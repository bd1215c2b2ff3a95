using System.Globalization;

namespace CarTEvidence;

/// <summary>What a reader must know of the counts before reading what was pooled from them.</summary>
internal static class SynthesisNotes
{
    public static IEnumerable<string> Of(Outcome outcome, IReadOnlyList<OutcomeDefinition> definitions, OverlapAudit audit, IReadOnlyList<OverlapDropped> shared)
    {
        var stated = definitions.Count(d => d.Definition is not null);
        var silent = definitions.FirstOrDefault(d => d.Definition is null);
        var what = outcome.AtLeastGrade is null ? "definition" : "grading scale";
        if (stated > 1)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{stated} different {what}s of {outcome.Label} are pooled; they are listed with the result.");
        }

        foreach (var criterion in definitions.Where(d => d.Definition is not null).Select(d => DefinitionText.Of(d.Definition!)).GroupBy(d => d.Criterion, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{criterion.Count()} of them are {criterion.Key}, assessed at different times: {string.Join(", ", criterion.Select(d => d.Time ?? "not stated"))}.");
        }

        // A death needs no definition.
        if (silent is not null && outcome != Outcome.Death)
        {
            yield return stated == 0
                ? $"The evidence does not state the {what} of {outcome.Label}."
                : $"The {what} of {outcome.Label} is not stated by {Plural.Of(silent.Reports, "report")} with {Plural.Of(silent.Patients, "patient")}.";
        }

        if (shared.Count > 0)
        {
            yield return audit.Policy == OverlapPolicy.Keep
                ? $"Patients are counted more than once: {Plural.Of(shared.Count, "arm")} sharing patients with other reports stayed, as asked."
                : $"{Plural.Of(shared.Count, "arm")} left because another report has the same patients; the audit trail names each.";
        }
    }
}
