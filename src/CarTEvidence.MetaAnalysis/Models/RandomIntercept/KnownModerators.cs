namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Regressions leave out the studies whose moderators are not all known, and say so.</summary>
internal static class KnownModerators
{
    /// <summary>Indices of the studies whose moderators are all known, ascending.</summary>
    /// <exception cref="ArgumentException">There is none, or a moderator does not have one value a study.</exception>
    public static int[] Of(Moderators moderators, int count)
    {
        moderators.RequireRows(count, nameof(moderators));
        int[] kept = [.. Enumerable.Range(0, count).Where(moderators.IsKnown)];
        return kept.Length > 0 ? kept : throw new ArgumentException("No study has all moderators.", nameof(moderators));
    }

    /// <summary>Lists all studies in the order of the data, those left out without a weight.</summary>
    /// <param name="fit">The fit of the studies kept.</param>
    /// <param name="kept">Their indices.</param>
    /// <param name="all">All studies.</param>
    public static PooledEffect Complete(PooledEffect fit, int[] kept, IReadOnlyList<StudyEstimate> all)
    {
        if (kept.Length == all.Count)
        {
            return fit;
        }

        StudyEstimate[] studies = [.. all.Select(study => study with { Weight = null })];
        for (var i = 0; i < kept.Length; i++)
        {
            studies[kept[i]] = fit.Studies[i];
        }

        return fit with
        {
            Studies = studies,
            Kept = kept,
            Notes = [$"{all.Count - kept.Length} of {all.Count} studies lack a moderator and are left out.", .. fit.Notes],
        };
    }
}
