namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Data, choices and what follows from them before any fitting.</summary>
internal sealed record ProportionFrame(
    PoolingModel Model, ProportionData Data, ProportionOptions Options, IntervalMethod Interval, DistinctStudies Studies, long Events, long Total)
{
    /// <summary>Takes data and choices, and counts.</summary>
    public static ProportionFrame Of(PoolingModel model, ProportionData data, ProportionOptions options, IntervalMethod interval) =>
        new(model, data, options, interval, new DistinctStudies(data), Sum(data.Events), Sum(data.Total));

    /// <summary>Number of studies, k.</summary>
    public int Count => Data.Count;

    /// <summary>Maximum-likelihood logit if the studies do not differ.</summary>
    public double HomogeneousLogit => Math.Log((double)Events / (Total - Events));

    /// <summary>Whether no study has more than one patient.</summary>
    public bool SinglePatients { get; } = Array.TrueForAll(Studies.Pairs, p => p.Total == 1);

    /// <summary>Whether in each study all patients or none have the event, and some study has more than one patient.</summary>
    public bool IsAllOrNone => !SinglePatients && Array.TrueForAll(Studies.Pairs, p => p.Events == 0 || p.Events == p.Total);

    public Interval Within(double lower, double upper) => new(lower, upper, Options.Level);

    public Interval Around(double centre, double half) => new(centre - half, centre + half, Options.Level);

    public PooledEffect Result(
        Estimate pooled, TransformedEstimate transformed, HeterogeneityResult heterogeneity, IReadOnlyList<StudyEstimate> studies, List<string> notes) => new()
        {
            Measure = Measure.Logit,
            Model = Model,
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

    /// <summary>Each study with its own interval; its logit where it is defined; its share of the information on the mean.</summary>
    /// <param name="information">Information that a distinct study has on μ, at the estimates.</param>
    public StudyEstimate[] Weigh(Func<int, double> information)
    {
        var pairs = Studies.Pairs;
        var distinct = new StudyEstimate[pairs.Length];
        var sum = 0.0;
        for (var i = 0; i < pairs.Length; i++)
        {
            var weight = information(i);
            sum += weight * Studies.Counts[i];
            var interval = ProportionInterval.Compute(pairs[i].Events, pairs[i].Total, Options.StudyInterval, Options.Level);
            var (effect, variance) = BinomialNormalHeterogeneity.Logit(pairs[i], 0);
            var defined = double.IsFinite(effect);
            distinct[i] = new StudyEstimate(
                "", new Estimate((double)pairs[i].Events / pairs[i].Total, interval), defined ? effect : null, defined ? variance : null, weight)
            {
                Events = pairs[i].Events,
                Total = pairs[i].Total,
            };
        }

        var result = new StudyEstimate[Count];
        for (var i = 0; i < result.Length; i++)
        {
            var study = distinct[Studies.Index[i]];
            result[i] = study with { Study = Data.Study[i], Weight = 100 * study.Weight / sum };
        }

        return result;
    }

    private static long Sum(ReadOnlySpan<long> values)
    {
        var sum = 0L;
        foreach (var value in values)
        {
            sum = checked(sum + value);
        }

        return sum;
    }
}
