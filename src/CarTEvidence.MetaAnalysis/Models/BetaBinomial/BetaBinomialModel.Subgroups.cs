using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>Subgroups that share the intraclass correlation.</content>
internal static partial class BetaBinomialModel
{
    /// <summary>Some of the studies as a subgroup.</summary>
    public static ICountSubgroup Subgroup(ProportionData data, ProportionOptions options) => new SharingSubgroup(Frame(data, options));

    private sealed class SharingSubgroup : ICountSubgroup
    {
        private readonly ProportionFrame _frame;
        private readonly BetaBinomialLikelihood _likelihood;

        public SharingSubgroup(ProportionFrame frame)
        {
            _frame = frame;
            _likelihood = new BetaBinomialLikelihood(frame.Studies);
            var infinite = frame.Events == 0 ? -1 : frame.Events == frame.Total ? 1 : 0;
            Profile = new MeanProfile(
                _likelihood, infinite == 0 ? frame.HomogeneousLogit : Math.Log((frame.Events + 0.5) / (frame.Total - frame.Events + 0.5)), infinite);
        }

        public int StudyCount => _frame.Count;

        public MeanProfile Profile { get; }

        public bool TellsHeterogeneity => Array.Exists(_frame.Studies.Pairs, p => p.Events > 0 && p.Events < p.Total);

        public PooledEffect Alone() => Fit(_frame.Data, _frame.Options);

        public PooledEffect Shared(SharedFit fit) => (Profile.Infinite == 0 ? Describe(_frame, _likelihood, fit.Model, fit.Fit, fit.DegreesOfFreedom, [Note]) : AtBoundary(fit)) with
        {
            FitStatistics = fit.Statistics,
        };

        private const string Note = "The intraclass correlation is shared with the other subgroups: it, its interval, and the log-likelihood are those of the joint model.";

        /// <summary>All or no events here: the mean is 1 or 0, its limit a profile of the joint likelihood.</summary>
        private PooledEffect AtBoundary(SharedFit fit)
        {
            var all = Profile.Infinite > 0;
            var limit = fit.ExactProfile(_frame.Options.Level).Mean(-Profile.Infinite);
            var logit = all ? _frame.Within(limit, double.PositiveInfinity) : _frame.Within(double.NegativeInfinity, limit);
            var pooled = new Estimate(all ? 1 : 0, logit.Map(Logistic.Expit));
            var rho = Correlation(fit.Fit.Tau * fit.Fit.Tau);
            return _frame.Result(
                pooled,
                new TransformedEstimate(Profile.Infinite * double.PositiveInfinity, null, logit, new TestResult(null, null, null)),
                new HeterogeneityResult { LikelihoodRatio = _frame.Count > 1 ? new TestResult(0, _frame.Count - 1, 1) : null },
                Weights(_frame, rho),
                [
                    Note,
                    $"{(all ? "Every patient has" : "No patient has")} the event here: the estimate is {(all ? 1 : 0)}; its limit is where the joint profile likelihood has fallen to half of 1 - level, which without correlation is the exact (Clopper-Pearson) one.",
                    .. _frame.Options.PredictivePatients is { } patients ? [ExactProportion.NoCounts(patients)] : Array.Empty<string>(),
                ]) with
            {
                Marginal = pooled,
                IntraclassCorrelation = new Estimate(rho, null),
            };
        }
    }
}
