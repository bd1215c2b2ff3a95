using System.Globalization;

namespace CarTEvidence.Reports;

/// <summary>What the evidence cannot say.</summary>
internal static class LimitsText
{
    /// <summary>Sentences: first what these data show of their own limits, then what holds for such evidence at large.</summary>
    public static IReadOnlyList<string> Of(EvidenceBase evidence, IReadOnlyList<ReportAnalysis> overall)
    {
        List<string> limits = [];
        var zero = overall.Where(a => a.Pooled?.Effect is { Events: 0 }).ToArray();
        if (zero.Length > 0)
        {
            limits.Add($"No patient had the event for: {string.Join("; ", zero.Select(a => $"{a.Outcome.Label} (0/{Printed.Count(a.Pooled!.Effect.Total ?? 0)})"))}. A zero total is not a rate of zero: read the upper limit of the interval.");
        }

        if (string.Equals(evidence.Hash, EvidenceBase.Bundled.Hash, StringComparison.Ordinal))
        {
            limits.Add("Severe toxicity is under-represented in the bundled evidence: one series of twelve patients with several grade 3–4 CRS and grade 3 ICANS events is known but has no source that could be cited and is not in the data, and company releases and news tend to stress good results.");
            limits.Add("Several abstracts could be read only in part. Counts that the full papers may hold are blank here, and blanks are not missing at random.");
            limits.Add("Mild or low-grade CRS reported without a count enters as no CRS of grade ≥ 3 and as not reported for any grade: the two outcomes rest on different sets of reports.");
            limits.Add("Deaths are not reported: no source that was read gives an all-cause count.");
        }

        var unreported = overall.Where(a => a.Pooled is null).Select(a => a.Outcome.Label).ToArray();
        if (unreported.Length > 0)
        {
            limits.Add($"No arm reports: {string.Join("; ", unreported)}.");
        }

        var single = evidence.Arms.Count(arm => arm.Treated == 1);
        if (single > 0)
        {
            limits.Add(string.Create(CultureInfo.InvariantCulture, $"{single} of {evidence.Arms.Count} arms are single patients. Case reports are published because of what happened; they are not a sample of all patients treated."));
        }

        limits.Add("Nearly all arms are small, uncontrolled and open-label, with short and unequal follow-up; a proportion takes no account of time at risk, least of all for relapse. Publication bias is likely.");
        limits.Add("Remission is defined differently by disease and report. Pooling across definitions describes this literature, not one clinical state; see the definitions under each outcome.");
        limits.Add("Subgroups differ in more than the column they are named by (centre, disease, product, year); a difference between them is no proof of an effect of the target, the cells or the disease.");
        return limits;
    }
}
