namespace CarTEvidence.MetaAnalysis.Models;

/// <content>Subgroups.</content>
internal static partial class PoissonNormalModel
{
    /// <summary>Some of the studies as a subgroup.</summary>
    public static ICountSubgroup Subgroup(RateData data, RateOptions options) => new RateSubgroup(data, options, Check(options));

    private sealed class RateSubgroup : ICountSubgroup
    {
        private readonly RateData _data;
        private readonly RateOptions _options;
        private readonly IntervalMethod _method;
        private readonly InterceptLikelihood<PoissonLikelihood, PoissonBranch> _likelihood;

        public RateSubgroup(RateData data, RateOptions options, IntervalMethod method)
        {
            (_data, _options, _method) = (data, options, method);
            _likelihood = Likelihood(data);
            var (events, time) = Sums(data);
            Profile = new MeanProfile(_likelihood, Math.Log((events == 0 ? 0.5 : events) / time), events == 0 ? -1 : 0);
        }

        public int StudyCount => _data.Count;

        public MeanProfile Profile { get; }

        public bool TellsHeterogeneity => Profile.Infinite == 0;

        public PooledEffect Alone() => Fit(_data, _options);

        public PooledEffect Shared(SharedFit fit) => (Profile.Infinite == 0
            ? Describe(_data, _options, _method, _likelihood, fit.Model, fit.Fit, fit.DegreesOfFreedom, [SharedFit.Note])
            : WithoutEvents(fit)) with
        {
            FitStatistics = fit.Statistics,
        };

        /// <summary>No event here: the rate is 0, its upper limit a profile of the joint likelihood.</summary>
        private PooledEffect WithoutEvents(SharedFit fit)
        {
            var interval = new Interval(double.NegativeInfinity, fit.ExactProfile(_options.Level).Mean(1), _options.Level);
            var times = _data.Time.ToArray();
            var transformed = new TransformedEstimate(double.NegativeInfinity, null, interval, new TestResult(null, null, null));
            return Result(_data, _options, _method, 0, transformed, i => times[i]) with
            {
                Pooled = new Estimate(0, interval.Map(Math.Exp)),
                Heterogeneity = new HeterogeneityResult
                {
                    TauSquared = fit.Fit.Tau * fit.Fit.Tau,
                    TauSquaredStandardError = fit.TauStandardError is { } se ? 2 * fit.Fit.Tau * se : null,
                    LikelihoodRatio = _data.Count > 1 ? new TestResult(0, _data.Count - 1, 1) : null,
                },
                Notes =
                [
                    SharedFit.Note,
                    "No event was seen here: the rate is 0; its limit is where the joint profile likelihood has fallen to half of 1 - level, which without heterogeneity is the exact (Garwood) one.",
                ],
            };
        }
    }
}
