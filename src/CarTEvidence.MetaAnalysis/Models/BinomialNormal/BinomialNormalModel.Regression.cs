namespace CarTEvidence.MetaAnalysis.Models;

/// <content>Moderators.</content>
internal static partial class BinomialNormalModel
{
    /// <summary>Regresses the logit on moderators; studies whose moderators are not all known are left out with a note.</summary>
    /// <exception cref="ArgumentException">No study has all moderators, a column has the wrong length, or the interval method is not Wald, t or profile likelihood.</exception>
    public static PooledEffect Regress(ProportionData data, ProportionOptions options, Moderators moderators)
    {
        var kept = KnownModerators.Of(moderators, data.Count);
        LikelihoodRegression.Check(options);
        var known = data.Select(kept);
        var alone = Fit(known, options with { Interval = IntervalMethod.Wald });
        var frame = ProportionFrame.Of(PoolingModel.BinomialNormal, known, options, IntervalMethod.Wald);
        var aside = Aside(frame);
        var result = aside is null
            ? LikelihoodRegression.Fit(alone, Regression(frame, moderators.Design(kept)), options)
            : alone with { Notes = [.. alone.Notes, aside] };
        if (frame.SinglePatients && aside is null)
        {
            result = result with { Notes = ["Every study is a single patient: differences between studies beyond the moderators cannot be told from chance, and tau² is not identifiable (reported as 0).", .. result.Notes] };
        }

        var all = ProportionFrame.Of(PoolingModel.BinomialNormal, data, options, IntervalMethod.Wald).Weigh(_ => 1);
        return KnownModerators.Complete(result, kept, all) with
        {
            Refit = studies => Regress(data.Select(studies), options, moderators.Select(studies)),
        };
    }

    /// <summary>Why no moderator can be fitted; <c>null</c> where it can.</summary>
    private static string? Aside(ProportionFrame frame) =>
        frame.Events == 0 || frame.Events == frame.Total || frame.Count == 1 ? "Moderators have nothing to explain here and are left aside."
        : frame.IsAllOrNone ? "The likelihood rises without end with tau² and the coefficients together: moderators are left aside."
        : null;

    private static CountRegression Regression(ProportionFrame frame, DesignMatrix design)
    {
        var likelihood = Likelihood(frame);
        var studies = frame.Studies;
        (double Effect, double Variance)[] own = [.. studies.Index.Select(i => BinomialNormalHeterogeneity.Logit(studies.Pairs[i], 0))];
        return new CountRegression(
            new InterceptRegressionProblem(frame.SinglePatients ? Homogeneous : One, design),
            frame.HomogeneousLogit,
            BinomialNormalHeterogeneity.Saturated(studies),
            [.. own.Select(o => o.Effect)],
            [.. own.Select(o => o.Variance)],
            [.. own.Select((o, i) => double.IsFinite(o.Effect) ? o.Variance : BinomialNormalHeterogeneity.Logit(studies.Pairs[studies.Index[i]], 0.5).Variance)]);

        InterceptDerivatives One(int i, double mu, double tau) => likelihood.EvaluateOne(studies.Index[i], mu, tau);

        // Of single patients tau says no more than which curve the link is; the likelihood hardly changes on the way to infinity.
        InterceptDerivatives Homogeneous(int i, double mu, double tau) => One(i, mu, 0) with { Tau = 0, MuTau = 0, TauTau = -1 };
    }
}
