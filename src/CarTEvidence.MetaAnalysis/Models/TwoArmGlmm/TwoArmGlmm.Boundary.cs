using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

// Data that leave the odds ratio at an end, or tau² without a maximum.
internal static partial class TwoArmGlmm
{
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

    /// <summary>The fit without heterogeneity, where the likelihood of tau² has no maximum with an information of its own; a note says which case it is.</summary>
    private static (IInterceptLikelihood Likelihood, InterceptMaximum Fit) Homogeneous(Frame frame, IInterceptLikelihood likelihood, double common)
    {
        frame.Notes.Add(Array.TrueForAll(frame.Tables, HasTwoOutcomes)
            ? "Given its margins every study can show two outcomes only: differences between studies cannot be told from chance, and tau² is not identifiable (reported as 0)."
            : "The likelihood of tau² has no maximum of finite curvature: the model without heterogeneity is fitted instead; tau² = 0 is an assumption here, not an estimate.");
        return (new WithoutHeterogeneity(likelihood), new InterceptMaximum(common, 0, likelihood.Evaluate(common, 0), 0, true));
    }

    private static bool HasTwoOutcomes(Table t) => Math.Min(Math.Min(t.A + t.B, t.C + t.D), Math.Min(t.A + t.C, t.B + t.D)) == 1;
}
