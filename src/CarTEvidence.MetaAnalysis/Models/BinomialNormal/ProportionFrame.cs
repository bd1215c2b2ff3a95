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

    /// <summary>Each study with its own interval, made when it is asked for; its logit where it is defined; its share of the information on the mean.</summary>
    /// <param name="information">Information that a distinct study has on μ, at the estimates.</param>
    public IReadOnlyList<StudyEstimate> Weigh(Func<int, double> information)
    {
        var weights = new double[Studies.Pairs.Length];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = information(i);
            sum += weights[i] * Studies.Counts[i];
        }

        return new LazyList<StudyEstimate>(Count, i =>
        {
            var pair = Studies.Pairs[Studies.Index[i]];
            var interval = ProportionInterval.Compute(pair.Events, pair.Total, Options.StudyInterval, Options.Level);
            var (effect, variance) = BinomialNormalHeterogeneity.Logit(pair, 0);
            var defined = double.IsFinite(effect);
            return new StudyEstimate(
                Data.Study[i],
                new Estimate((double)pair.Events / pair.Total, interval),
                defined ? effect : null,
                defined ? variance : null,
                100 * weights[Studies.Index[i]] / sum)
            {
                Events = pair.Events,
                Total = pair.Total,
            };
        });
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
