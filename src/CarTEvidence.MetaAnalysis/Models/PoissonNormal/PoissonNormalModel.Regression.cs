using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>Moderators.</content>
internal static partial class PoissonNormalModel
{
    /// <summary>Regresses the log rate on moderators; studies whose moderators are not all known are left out with a note.</summary>
    /// <exception cref="ArgumentException">No study has all moderators, a column has the wrong length, or the interval method is not Wald or t.</exception>
    public static PooledEffect Regress(RateData data, RateOptions options, Moderators moderators)
    {
        moderators.RequireRows(data.Count);
        int[] kept = [.. Enumerable.Range(0, data.Count).Where(moderators.IsKnown)];
        if (kept.Length == 0)
        {
            throw new ArgumentException("No study has all moderators.", nameof(moderators));
        }

        var known = data.Select(kept);
        var alone = Fit(known, options with { Interval = IntervalMethod.Wald });
        if (alone.Events == 0)
        {
            return alone with { Notes = [.. alone.Notes, "Moderators have nothing to explain here and are left aside."] };
        }

        var studies = Enumerable.Range(0, known.Count).Select(i => new PoissonLikelihood(known.Events[i], known.Time[i])).ToArray();
        var modes = new double[studies.Length];
        var design = moderators.Design(kept);
        var saturated = Enumerable.Range(0, known.Count).Sum(i => SaddlePoint.LogPoisson(known.Events[i], known.Events[i]));
        var fit = InterceptRegression.Find(
            (i, mu, tau) =>
            {
                InterceptIntegral.Evaluate<PoissonLikelihood, PoissonBranch>(studies[i], mu, tau, ref modes[i], QuadratureGrid.Standard, out var one);
                return one;
            },
            design,
            Math.Log(alone.Events!.Value / known.Time.ToArray().Sum()),
            options.MaxIterations);
        var result = LikelihoodRegression.Describe(alone, fit, design, saturated, options);
        return kept.Length == data.Count
            ? result
            : result with { Notes = [$"{data.Count - kept.Length} of {data.Count} studies lack a moderator and are left out.", .. result.Notes] };
    }
}
