using System.Globalization;

namespace CarTEvidence;

public sealed partial class TrialArm
{
    private static readonly (string Part, Func<TrialArm, int?> Evaluable)[] Denominators =
    [
        ("remission", a => a.Remission?.Evaluable), ("response", a => a.Response?.Evaluable), ("drugFree", a => a.DrugFree?.Evaluable), ("relapse", a => a.Relapse?.Evaluable),
        ("crs", a => a.Crs?.Evaluable), ("icans", a => a.Icans?.Evaluable), ("seriousInfection", a => a.SeriousInfection?.Evaluable), ("infection", a => a.Infection?.Evaluable),
    ];

    /// <summary>The rules between the parts of an arm that it breaks; each part obeys its own rules already. Parts are named as the constructor's parameters.</summary>
    private static IEnumerable<Violation> Check(TrialArm arm)
    {
        if (CheckTreated(arm.Treated) is { } treated)
        {
            yield return treated;
        }

        foreach (var (part, evaluable) in Denominators)
        {
            if (CheckEvaluable(part, evaluable(arm), arm.Treated) is { } violation)
            {
                yield return violation;
            }
        }

        if (CheckDeaths(arm.Deaths, arm.Treated) is { } deaths)
        {
            yield return deaths;
        }

        if (arm.SeriousInfection is { } serious && arm.Infection is { } any)
        {
            if (serious.Evaluable != any.Evaluable)
            {
                yield return new("seriousInfection", string.Create(CultureInfo.InvariantCulture, $"serious infections among {serious.Evaluable} patients and any infections among {any.Evaluable}: they share one denominator"));
            }

            if (CheckInfections(serious.Events, any.Events) is { } infections)
            {
                yield return infections;
            }
        }

        if (arm.Supersedes.Any(s => string.Equals(s, arm.Study, StringComparison.Ordinal)))
        {
            yield return new("supersedes", "the report supersedes itself");
        }
    }

    internal static Violation? CheckTreated(int treated) =>
        treated >= 1 ? null : new("treated", string.Create(CultureInfo.InvariantCulture, $"{treated} patients treated; an arm has at least 1"));

    internal static Violation? CheckEvaluable(string part, int? evaluable, int treated) =>
        evaluable > treated ? new(part, string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(evaluable.GetValueOrDefault(), "evaluable patient")} among {treated} treated")) : null;

    internal static Violation? CheckDeaths(int? deaths, int treated) =>
        deaths < 0 || deaths > treated ? new("deaths", string.Create(CultureInfo.InvariantCulture, $"{deaths} deaths do not lie between 0 and the {treated} treated")) : null;

    internal static Violation? CheckInfections(int? serious, int? any) =>
        serious > any ? new("seriousInfection", string.Create(CultureInfo.InvariantCulture, $"{serious} patients with serious infections exceed the {any} with any infection")) : null;
}
