using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

// Data that leave the odds ratio at an end, or tau² without a maximum.
internal static partial class TwoArmGlmm
{
    // Probabilities that differ by rounding alone.
    private const double SameProbability = 1e-12;

    // A finite maximum is higher than the limit of the likelihood by at least so much.
    private const double Higher = 1e-7;

    /// <summary>Whether every study pulls the odds ratio to 0, or every one to infinity.</summary>
    private static (bool Lowest, bool Highest) Extremes(Table[] tables, PoolingModel model)
    {
        bool All(Predicate<Table> holds) => Array.TrueForAll(tables, holds);
        return model switch
        {
            // Only treated events are random.
            PoolingModel.GlmmCmAl => (All(t => t.A == 0), All(t => t.C == 0)),

            // Study effects of one distribution cannot go to both infinities.
            PoolingModel.GlmmUmRs => (All(t => t.A == 0) || All(t => t.D == 0), All(t => t.C == 0) || All(t => t.B == 0)),
            _ => (All(t => t.A == 0 || t.D == 0), All(t => t.C == 0 || t.B == 0)),
        };
    }

    /// <summary>The share of studies that pull the odds ratio up, where the likelihood rises without end as tau grows; <c>null</c> where it has a maximum.</summary>
    /// <remarks>
    /// Given the study effects' deviations an all-or-none study of two binomial arms is at most as likely as a trial with two outcomes, so that no finite tau does better than such trials.
    /// A conditional likelihood of unequal arms can, and is searched.
    /// </remarks>
    private static ShareOfStudies? PullApart(Frame frame, IInterceptLikelihood likelihood, double common)
    {
        var (tables, model) = (frame.Tables, frame.Model);
        if (!Array.TrueForAll(tables, t => IsAtEnd(t, model)))
        {
            return null;
        }

        var share = ShareOfStudies.Of(tables.Count(t => t.C == 0 || (model != PoolingModel.GlmmCmAl && t.B == 0)), tables.Length, frame.Options.Level);
        var profile = new MeanProfile(likelihood, common, 0);
        return IsConditional(model) && HeterogeneityCurve.Highest(tau => profile.At(tau).Value) > share.LogLikelihood - Higher ? null : share;
    }

    private static bool IsConditional(PoolingModel model) => model is PoolingModel.GlmmCmAl or PoolingModel.GlmmCmEl;

    /// <summary>Whether a study does not bound tau: its likelihood stays as the odds ratio goes to one of its ends, and with it tau.</summary>
    private static bool IsAtEnd(Table t, PoolingModel model) => IsConditional(model) ? IsInfinite(t, model) : (t.A == 0 && t.D == 0) || (t.B == 0 && t.C == 0);

    /// <summary>Studies at both ends: tau² without a finite estimate, and the odds ratio of the typical study at the end of the majority.</summary>
    private static PooledEffect Unbounded(
        Frame frame, IInterceptLikelihood likelihood, Func<int, double, double, InterceptDerivatives> one, double common, ShareOfStudies share)
    {
        var (ratio, wald) = Homogeneity(frame, likelihood, one, common);
        var unbounded = new UnboundedHeterogeneity(likelihood, common, frame.Tables.Length, share, frame.Options.Level);
        var (side, limits) = unbounded.Mean();
        double? value = side == 0 ? null : side * double.PositiveInfinity;
        var up = Math.Round(share.Value * frame.Tables.Length);
        frame.Notes.Add(FormattableString.Invariant(
            $"Of {frame.Tables.Length} studies {up} pull the odds ratio to infinity and the others to 0: the likelihood keeps rising as tau² grows, so tau² has no finite estimate. The typical odds ratio ")
            + (side == 0 ? "is not defined, as many studies being on either side." : "goes with the majority; its interval is the profile-likelihood one."));
        frame.Notes.Add("A prediction interval is not defined under unbounded heterogeneity.");
        return Result(
            frame,
            new Estimate(value is { } v ? Math.Exp(v) : null, limits.Map(Math.Exp)),
            new TransformedEstimate(value, null, limits, new TestResult(null, null, null)),
            _ => 1) with
        {
            Heterogeneity = new HeterogeneityResult { CochranQ = wald, LikelihoodRatio = ratio },
            TauSquaredIntervals = [unbounded.TauSquared()],
            FitStatistics = new FitStatistics { LogLikelihoodMl = share.LogLikelihood },
        };
    }

    /// <summary>Every study pulls the odds ratio the same way: it is 0 or infinite, with the exact conditional limit on the other side.</summary>
    private static PooledEffect AtBoundary(Frame frame, bool lowest)
    {
        var studies = frame.Tables.Select(t => new HypergeometricLikelihood(t)).ToArray();
        var target = Math.Log(0.5 * (1 - frame.Options.Level));
        var infinite = lowest ? double.NegativeInfinity : double.PositiveInfinity;

        // At the most extreme tables the tail probability is the probability of the data itself.
        double Above(double theta) => studies.Sum(s => s.Value(theta)) - target;
        var limit = RootFinding.Bracket(Above, lowest ? -30 : 30, lowest ? 1 : -1, lowest ? 600 : -600) is var (from, to) ? RootFinding.Brent(Above, from, to, 1e-10) : -infinite;
        var logit = lowest ? new Interval(infinite, limit, frame.Options.Level) : new Interval(limit, infinite, frame.Options.Level);
        frame.Notes.Add(lowest
            ? "Every study pulls the odds ratio to 0: that is the estimate, and the upper limit is the exact conditional one, which assumes that the studies do not differ."
            : "Every study pulls the odds ratio to infinity: that is the estimate, and the lower limit is the exact conditional one, which assumes that the studies do not differ.");
        frame.Notes.Add("Tau² is not identifiable from such data; it is reported as 0.");
        return Result(
            frame, new Estimate(Math.Exp(infinite), logit.Map(Math.Exp)), new TransformedEstimate(infinite, null, logit, new TestResult(null, null, null)), _ => null) with
        {
            Heterogeneity = new HeterogeneityResult { TauSquared = 0 },
        };
    }

    /// <summary>The fit without heterogeneity, where the likelihood of tau² has no maximum with an information of its own.</summary>
    private static (IInterceptLikelihood Likelihood, InterceptMaximum Fit) Homogeneous(Frame frame, IInterceptLikelihood likelihood, double common)
    {
        frame.Notes.Add("The likelihood of tau² has no maximum of finite curvature: the model without heterogeneity is fitted instead; tau² = 0 is an assumption here, not an estimate.");
        return (new WithoutHeterogeneity(likelihood), Without(likelihood, common));
    }

    /// <summary>Studies as trials with two outcomes of one probability: reported at tau = 0, where the likelihood is as high as anywhere.</summary>
    /// <remarks>
    /// The likelihood knows the average of expit(θ + c + tau Z) alone. As tau grows that average goes to a half, so that a typical study farther out than the estimate gives the same
    /// average at some tau: on that side the profile likelihood stays at its maximum for ever, as it does for single patients in the binomial-normal model.
    /// </remarks>
    private static InterceptMaximum EqualTrials(Frame frame, IInterceptLikelihood likelihood, double common)
    {
        frame.Notes.Add("Given its margins every study can show two outcomes only: differences between studies cannot be told from chance, and tau² is not identifiable (reported as 0).");
        if (frame.Method == IntervalMethod.ProfileLikelihood)
        {
            frame.Notes.Add("The interval allows for any tau²: studies that differ may have a typical odds ratio farther out than the pooled counts say, so that at least one limit is 0 or infinite.");
        }

        return Without(likelihood, common);
    }

    private static InterceptMaximum Without(IInterceptLikelihood likelihood, double common) => new(common, 0, likelihood.Evaluate(common, 0), 0, true);

    /// <summary>Whether the studies, given their margins, are trials with two outcomes of one probability: then the likelihood knows that probability alone.</summary>
    private static bool AreEqualTrials(Frame frame, Func<int, double, double, InterceptDerivatives> one)
    {
        double Probability(int study)
        {
            var score = one(study, 0, 0).Mu;
            return score > 0 ? 1 - score : -score;
        }

        return frame.Model switch
        {
            PoolingModel.GlmmCmAl => Array.TrueForAll(frame.Tables, t => t.A + t.C == 1),
            PoolingModel.GlmmCmEl => Array.TrueForAll(frame.Tables, HasTwoOutcomes),
            _ => false,
        } && Enumerable.Range(1, frame.Tables.Length - 1).All(i => Math.Abs(Probability(i) - Probability(0)) < SameProbability);
    }

    private static bool HasTwoOutcomes(Table t) => Math.Min(Math.Min(t.A + t.B, t.C + t.D), Math.Min(t.A + t.C, t.B + t.D)) == 1;
}
