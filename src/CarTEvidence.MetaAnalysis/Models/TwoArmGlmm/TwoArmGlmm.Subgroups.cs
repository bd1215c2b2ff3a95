namespace CarTEvidence.MetaAnalysis.Models;

// Subgroups that share tau²: a log odds ratio each, and study effects, where the model has them, of each study's own.
internal static partial class TwoArmGlmm
{
    /// <summary>Some of the studies as a subgroup.</summary>
    public static ICountSubgroup Subgroup(PoolingModel model, TwoArmData data, TwoArmOptions options) => new TwoArmSubgroup(Select(model, data, options));

    private sealed class TwoArmSubgroup : ICountSubgroup
    {
        private readonly Frame _frame;
        private readonly Func<int, double, double, InterceptDerivatives> _one;

        public TwoArmSubgroup(Frame frame)
        {
            _frame = frame;
            (var likelihood, _one) = Build(frame);
            var (lowest, highest) = Extremes(frame.Tables, frame.Model);
            var infinite = frame.Tables.Length == 0 ? 0 : lowest ? -1 : highest ? 1 : 0;
            var start = infinite != 0 || frame.Tables.Length == 0 ? infinite : Common(theta => likelihood.Evaluate(theta, 0));

            // Conditional probabilities go to 1 with the odds ratio; of two arms one keeps its own likelihood.
            Profile = new MeanProfile(likelihood, start, infinite, certain: frame.Model != PoolingModel.GlmmUmFs);
        }

        public int StudyCount => _frame.Tables.Length;

        public int NuisanceCount => _frame.Model == PoolingModel.GlmmUmFs ? StudyCount : 0;

        public MeanProfile Profile { get; }

        public bool TellsHeterogeneity => !Array.TrueForAll(_frame.Tables, t => IsAtEnd(t, _frame.Model));

        public PooledEffect Alone() => Answer(_frame);

        public PooledEffect Shared(SharedFit fit)
        {
            _frame.Notes.Add(SharedFit.Note);
            return (Profile.Infinite == 0 ? Describe(_frame, fit.Model, _one, fit.Fit, fit.DegreesOfFreedom, Common(theta => Profile.Likelihood.Evaluate(theta, 0)), Profile.Likelihood) : AtEnd(fit)) with
            {
                FitStatistics = fit.Statistics,
            };
        }

        /// <summary>Every study here pulls the odds ratio one way: it is there, its limit on the other side a profile of the joint likelihood.</summary>
        private PooledEffect AtEnd(SharedFit fit)
        {
            var side = Profile.Infinite;
            var limit = fit.ExactProfile(_frame.Options.Level).Mean(-side);
            var interval = side > 0 ? new Interval(limit, double.PositiveInfinity, _frame.Options.Level) : new Interval(double.NegativeInfinity, limit, _frame.Options.Level);
            _frame.Notes.Add($"Every study here pulls the odds ratio to {(side > 0 ? "infinity" : "0")}: that is the estimate; its limit is where the joint profile likelihood has fallen to half of 1 - level.");
            var infinite = side * double.PositiveInfinity;
            return Result(
                _frame, new Estimate(Math.Exp(infinite), interval.Map(Math.Exp)), new TransformedEstimate(infinite, null, interval, new TestResult(null, null, null)), _ => null) with
            {
                Heterogeneity = new HeterogeneityResult
                {
                    TauSquared = fit.Fit.Tau * fit.Fit.Tau,
                    TauSquaredStandardError = fit.TauStandardError is { } se ? 2 * fit.Fit.Tau * se : null,
                },
            };
        }
    }
}
