using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>Subgroups.</content>
internal static partial class BinomialNormalModel
{
    /// <summary>Some of the studies as a subgroup.</summary>
    public static ICountSubgroup Subgroup(ProportionData data, ProportionOptions options) =>
        new ProportionSubgroup(ProportionFrame.Of(PoolingModel.BinomialNormal, data, options, Check(options)));

    private sealed class ProportionSubgroup : ICountSubgroup
    {
        private readonly ProportionFrame _frame;
        private readonly BinomialNormalLikelihood _likelihood;

        public ProportionSubgroup(ProportionFrame frame)
        {
            _frame = frame;
            _likelihood = Likelihood(frame);
            var infinite = frame.Events == 0 ? -1 : frame.Events == frame.Total ? 1 : 0;
            Profile = new MeanProfile(
                _likelihood, infinite == 0 ? frame.HomogeneousLogit : Math.Log((frame.Events + 0.5) / (frame.Total - frame.Events + 0.5)), infinite);
        }

        public int StudyCount => _frame.Count;

        public MeanProfile Profile { get; }

        public bool TellsHeterogeneity => Array.Exists(_frame.Studies.Pairs, p => p.Events > 0 && p.Events < p.Total);

        public PooledEffect Alone() => Fit(_frame.Data, _frame.Options);

        public PooledEffect Shared(SharedFit fit) => (Profile.Infinite == 0
            ? Describe(_frame, _likelihood, fit.Model, fit.Fit, fit.DegreesOfFreedom, [SharedFit.Note])
            : AtBoundary(fit)) with
        {
            FitStatistics = fit.Statistics,
        };

        /// <summary>All or no events here: the mean is at infinity, its limit on the other side a profile of the joint likelihood.</summary>
        private PooledEffect AtBoundary(SharedFit fit)
        {
            var all = Profile.Infinite > 0;
            var profile = fit.ExactProfile(_frame.Options.Level);
            Interval Beyond(double limit) => all ? _frame.Within(limit, double.PositiveInfinity) : _frame.Within(double.NegativeInfinity, limit);
            var typical = Beyond(profile.Mean(-Profile.Infinite));
            var tau2 = fit.Fit.Tau * fit.Fit.Tau;
            return _frame.Result(
                new Estimate(all ? 1 : 0, typical.Map(Logistic.Expit)),
                new TransformedEstimate(Profile.Infinite * double.PositiveInfinity, null, typical, new TestResult(null, null, null)),
                new HeterogeneityResult
                {
                    TauSquared = tau2,
                    TauSquaredStandardError = fit.TauStandardError is { } se ? 2 * fit.Fit.Tau * se : null,
                    LikelihoodRatio = _frame.Count > 1 ? new TestResult(0, _frame.Count - 1, 1) : null,
                },
                _frame.Weigh(i => _frame.Studies.Pairs[i].Total),
                [
                    SharedFit.Note,
                    $"{(all ? "Every patient has" : "No patient has")} the event here: the estimate is {(all ? 1 : 0)}; its limit is where the joint profile likelihood has fallen to half of 1 - level, which without heterogeneity is the exact (Clopper-Pearson) one.",
                ]) with
            {
                Marginal = new Estimate(all ? 1 : 0, Beyond(profile.Average(-Profile.Infinite)).Map(Logistic.Expit)),
            };
        }
    }
}
