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

        // A death needs no definition.
        if (silent is not null && outcome != Outcome.Death)
        {
            yield return stated == 0
                ? $"The evidence does not state the {what} of {outcome.Label}."
                : string.Create(CultureInfo.InvariantCulture, $"{silent.Reports} report(s) with {silent.Patients} patients do not state their {what} of {outcome.Label}.");
        }

        if (shared.Count > 0)
        {
            yield return audit.Policy == OverlapPolicy.Keep
                ? string.Create(CultureInfo.InvariantCulture, $"Patients are counted more than once: {shared.Count} arm(s) that share patients with other reports were kept as asked.")
                : string.Create(CultureInfo.InvariantCulture, $"{shared.Count} arm(s) left because another report has their patients; the audit trail names them.");
        }
    }
}
