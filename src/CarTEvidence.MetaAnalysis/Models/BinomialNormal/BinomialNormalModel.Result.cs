using System.Globalization;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>What every answer of the model shares.</content>
internal static partial class BinomialNormalModel
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static long Sum(ReadOnlySpan<long> values)
    {
        var sum = 0L;
        foreach (var value in values)
        {
            sum = checked(sum + value);
        }

        return sum;
    }

    private static InterceptLikelihood<BinomialLikelihood, BinomialBranch> Likelihood(Frame frame) => new(
        Array.ConvertAll(frame.Studies.Pairs, p => new BinomialLikelihood(p.Events, p.Total)), frame.Studies.Counts);

    /// <summary>Akaike's and Schwarz's criteria; the small-sample correction as metafor has it, defined for every k.</summary>
    private static FitStatistics Criteria(double logLikelihood, int parameters, int studies)
    {
        var effective = Math.Max(studies, parameters + 2);
        return new FitStatistics
        {
            LogLikelihoodMl = logLikelihood,
            Aic = -2 * logLikelihood + 2 * parameters,
            Bic = -2 * logLikelihood + parameters * Math.Log(studies),
            Aicc = -2 * logLikelihood + 2.0 * parameters * effective / (effective - parameters - 1),
        };
    }

    /// <summary>Each study with its own interval; its logit where it is defined; its share of the information on the mean.</summary>
    /// <param name="frame">Data and options.</param>
    /// <param name="information">Information that a distinct study has on μ, at the estimates.</param>
    private static StudyEstimate[] Studies(Frame frame, Func<int, double> information)
    {
        var pairs = frame.Studies.Pairs;
        var distinct = new StudyEstimate[pairs.Length];
        var sum = 0.0;
        for (var i = 0; i < pairs.Length; i++)
        {
            var weight = information(i);
            sum += weight * frame.Studies.Counts[i];
            var interval = ProportionInterval.Compute(pairs[i].Events, pairs[i].Total, frame.Options.StudyInterval, frame.Options.Level);
            var (effect, variance) = BinomialNormalHeterogeneity.Logit(pairs[i], 0);
            var defined = double.IsFinite(effect);
            distinct[i] = new StudyEstimate(
                "", new Estimate((double)pairs[i].Events / pairs[i].Total, interval), defined ? effect : null, defined ? variance : null, weight)
            {
                Events = pairs[i].Events,
                Total = pairs[i].Total,
            };
        }

        var result = new StudyEstimate[frame.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var study = distinct[frame.Studies.Index[i]];
            result[i] = study with { Study = frame.Data.Study[i], Weight = 100 * study.Weight / sum };
        }

        return result;
    }

    /// <summary>Data, choices and what follows from them before any fitting.</summary>
    private sealed record Frame(ProportionData Data, ProportionOptions Options, IntervalMethod Interval, DistinctStudies Studies, long Events, long Total)
    {
        public int Count => Data.Count;

        /// <summary>Maximum-likelihood logit if the studies do not differ.</summary>
        public double HomogeneousLogit => Math.Log((double)Events / (Total - Events));

        /// <summary>Whether no study has more than one patient.</summary>
        public bool SinglePatients { get; } = Array.TrueForAll(Studies.Pairs, p => p.Total == 1);

        public Interval Within(double lower, double upper) => new(lower, upper, Options.Level);

        public Interval Around(double centre, double half) => new(centre - half, centre + half, Options.Level);

        public PooledEffect Result(
            Estimate pooled, TransformedEstimate transformed, HeterogeneityResult heterogeneity, IReadOnlyList<StudyEstimate> studies, List<string> notes) => new()
            {
                Measure = Measure.Logit,
                Model = PoolingModel.BinomialNormal,
                IntervalMethod = Interval,
                Level = Options.Level,
                StudyCount = Count,
                Events = Events,
                Total = Total,
                Pooled = pooled,
                Transformed = transformed,
                Heterogeneity = heterogeneity,
                Studies = studies,
                Coefficients = [new Coefficient("intercept", transformed)],
                Covariance = transformed.StandardError is { } se ? [[se * se]] : [],
                Notes = notes,
            };
    }
}
