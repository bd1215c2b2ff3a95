namespace CarTEvidence.Reports;

/// <summary>Where the numbers come from, one call away from the result.</summary>
public static class SourceExtensions
{
    /// <summary>The reports behind a pooled outcome, to be cited with it.</summary>
    /// <param name="pooled">The result.</param>
    /// <returns>One row a report, in the order of the file: journal or meeting, year, where to find it, and how closely its numbers were read.</returns>
    public static ResultTable Sources(this PooledOutcome pooled)
    {
        ArgumentNullException.ThrowIfNull(pooled);
        return Of($"Sources: {pooled.Outcome.Label}", pooled.Arms);
    }

    /// <summary>The reports behind the evidence.</summary>
    /// <param name="evidence">The arms.</param>
    /// <returns>As for an outcome.</returns>
    public static ResultTable Sources(this EvidenceBase evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return Of("Sources", evidence.Arms);
    }

    private static ResultTable Of(string title, IReadOnlyList<TrialArm> arms) => new(
        title,
        [
            TableParts.Label("Report", "study"), TableParts.Words("Journal or meeting", "journal"), TableParts.Number("Year", "year"),
            TableParts.Words("Where", "address"), TableParts.Words("Read", "confidence"),
        ],
        arms.DistinctBy(arm => arm.Study, StringComparer.Ordinal).Select(arm => TableRow.Entry(
            TableCell.Words(arm.Study),
            TableCell.Words(arm.Publication.Journal),
            TableParts.Count(arm.Publication.Year),
            TableCell.Words(AddressOf(arm)),
            TableCell.Words(arm.Column("confidence")))));

    /// <summary>The digital object identifier as an address, in whichever of its spellings it is given; else the first address that the counts were read at.</summary>
    private static string? AddressOf(TrialArm arm) => arm.Publication.Doi is { } doi
        ? "https://doi.org/" + (doi.IndexOf("10.", StringComparison.Ordinal) is > 0 and var at ? doi[at..] : doi)
        : arm.Provenance.SourceUrls is [var first, ..] ? first : null;
}
