using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>Data that push tau² to infinity.</content>
internal static partial class BinomialNormalModel
{
    /// <summary>Each study all or none, both kinds present: the likelihood rises as tau grows, towards studies that are all 0 or all 1.</summary>
    /// <remarks>
    /// For a given average π a study of n patients who all have the event has likelihood at most π, reached only in that limit, where the studies
    /// are themselves Bernoulli trials: the average is the share of studies with the event, its profile likelihood the binomial one of that share.
    /// </remarks>
    private static PooledEffect AllOrNone(ProportionFrame frame)
    {
        var share = ShareOfStudies.Of(frame);
        var unbounded = Unbounded(frame, share);
        var (value, typical) = Typical(unbounded);
        List<string> notes =
        [
            string.Create(Invariant, $"In every study all patients or none have the event: the likelihood keeps rising as tau² grows, so tau² has no finite estimate. The average over studies, {share.Value:0.0#%}, leads; it is the share of studies with the event, with its profile-likelihood interval."),
            "The typical study and a prediction interval are not defined under unbounded heterogeneity.",
        ];
        if (frame.Interval != IntervalMethod.ProfileLikelihood)
        {
            notes.Add("Wald and t intervals are not defined here; the intervals are profile-likelihood ones.");
        }

        return frame.Result(
            new Estimate(value, typical.Map(Logistic.Expit)),
            new TransformedEstimate(value switch { 0 => double.NegativeInfinity, 1 => double.PositiveInfinity, _ => null }, null, typical, new TestResult(null, null, null)),
            new HeterogeneityResult
            {
                LikelihoodRatio = BinomialNormalHeterogeneity.LikelihoodRatio(
                    0, Likelihood(frame).Evaluate(frame.HomogeneousLogit, 0).Value, frame.Count),
            },
            frame.Weigh(_ => 1),
            notes) with
        {
            Marginal = new Estimate(share.Value, share.Logit.Map(Logistic.Expit)),
            MarginalLeads = true,
            TauSquaredIntervals = [unbounded.TauSquared()],
            FitStatistics = new FitStatistics { LogLikelihoodMl = share.LogLikelihood },
        };
    }

    /// <summary>The typical study of such data: 0, 1 or undefined, and the logits that the likelihood does not exclude.</summary>
    public static (double? Value, Interval Logit) TypicalOfAllOrNone(ProportionFrame frame) => Typical(Unbounded(frame, ShareOfStudies.Of(frame)));

    private static UnboundedHeterogeneity Unbounded(ProportionFrame frame, ShareOfStudies share) =>
        new(Likelihood(frame), frame.HomogeneousLogit, frame.Count, share, frame.Options.Level);

    private static (double? Value, Interval Logit) Typical(UnboundedHeterogeneity unbounded)
    {
        var (side, limits) = unbounded.Mean();
        return (side switch { 0 => null, > 0 => 1, _ => 0 }, limits);
    }
}
