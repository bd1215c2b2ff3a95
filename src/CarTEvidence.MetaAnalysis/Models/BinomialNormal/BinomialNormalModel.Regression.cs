namespace CarTEvidence.MetaAnalysis.Models;

/// <content>Moderators.</content>
internal static partial class BinomialNormalModel
{
    /// <summary>Regresses the logit on moderators; studies whose moderators are not all known are left out with a note.</summary>
    /// <exception cref="ArgumentException">No study has all moderators, a column has the wrong length, or the interval method is not Wald or t.</exception>
    public static PooledEffect Regress(ProportionData data, ProportionOptions options, Moderators moderators)
    {
        moderators.RequireRows(data.Count);
        int[] kept = [.. Enumerable.Range(0, data.Count).Where(moderators.IsKnown)];
        if (kept.Length == 0)
        {
            throw new ArgumentException("No study has all moderators.", nameof(moderators));
        }

        var known = data.Select(kept);
        var alone = Fit(known, options with { Interval = IntervalMethod.Wald });
        var frame = ProportionFrame.Of(PoolingModel.BinomialNormal, known, options, IntervalMethod.Wald);
        if (frame.Events == 0 || frame.Events == frame.Total)
        {
            return alone with { Notes = [.. alone.Notes, "Moderators have nothing to explain here and are left aside."] };
        }

        var likelihood = Likelihood(frame);
        var design = moderators.Design(kept);
        var fit = InterceptRegression.Find(
            (i, mu, tau) => likelihood.EvaluateOne(frame.Studies.Index[i], mu, tau), design, frame.HomogeneousLogit, options.MaxIterations);
        var result = LikelihoodRegression.Describe(alone, fit, design, BinomialNormalHeterogeneity.Saturated(frame.Studies), options);
        return kept.Length == data.Count
            ? result
            : result with { Notes = [$"{data.Count - kept.Length} of {data.Count} studies lack a moderator and are left out.", .. result.Notes] };
    }
}
