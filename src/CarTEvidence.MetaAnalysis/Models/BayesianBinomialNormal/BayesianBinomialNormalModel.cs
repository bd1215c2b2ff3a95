using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The binomial-normal model with priors on the typical study and on tau, by deterministic quadrature.</summary>
/// <remarks>
/// The likelihood is that of <see cref="BinomialNormalModel"/>; posterior distributions are integrals over a grid in (μ, tau), so that the same data
/// give the same numbers without any sampling. Estimates are posterior medians, intervals equal-tailed. All or no events, one study, and single patients
/// need no special case: the priors speak where the data are silent.
/// </remarks>
internal static class BayesianBinomialNormalModel
{
    // Shorter than this on the natural scale, an interval that leaves its tail at the end cannot be told from one that does not.
    private const double Rounding = 1e-9;

    /// <summary>Fits the model.</summary>
    /// <param name="data">Events among patients, one entry a study.</param>
    /// <param name="options">Level, priors, thresholds, patients of a new study, and study interval.</param>
    /// <exception cref="ArgumentException">The measure is not the logit, an interval other than the equal-tailed is asked for, or a threshold or number of patients is impossible.</exception>
    public static PooledEffect Fit(ProportionData data, ProportionOptions options)
    {
        Check(options);
        var frame = ProportionFrame.Of(PoolingModel.BayesianBinomialNormal, data, options, IntervalMethod.EqualTailed);
        var likelihood = new InterceptLikelihood<BinomialLikelihood, BinomialBranch>(
            Array.ConvertAll(frame.Studies.Pairs, p => new BinomialLikelihood(p.Events, p.Total)), frame.Studies.Counts);
        var joint = Posterior(data, options.Priors);
        var tail = 0.5 * (1 - options.Level);
        var median = joint.MuQuantile(0.5);
        var logit = frame.Within(joint.MuQuantile(tail), joint.MuQuantile(1 - tail));
        var average = joint.AverageQuantile(0.5);
        var averageLogit = frame.Within(joint.AverageQuantile(tail), joint.AverageQuantile(1 - tail));
        var newStudy = frame.Within(joint.NewStudyQuantile(tail), joint.NewStudyQuantile(1 - tail));
        var mean = joint.ExpectMu(mu => mu);
        var deviation = Math.Sqrt(joint.ExpectMu(mu => (mu - mean) * (mu - mean)));
        var tau = joint.TauQuantile(0.5);
        var posterior = new Posterior
        {
            Priors = options.Priors,
            Mean = joint.ExpectMu(Logistic.Expit),
            Median = Logistic.Expit(median),
            EqualTailed = logit.Map(Logistic.Expit),
            Shortest = Shortest(joint, options.Level),
            MuMean = mean,
            MuStandardDeviation = deviation,
            TauMean = joint.TauMean,
            TauMedian = tau,
            Tau = frame.Within(joint.TauQuantile(tail), joint.TauQuantile(1 - tail)),
            ProbabilityAbove = [.. options.Thresholds.Select(c => new ThresholdProbability(c, Above(joint, c)))],
            Predictive = new Estimate(Logistic.Expit(joint.NewStudyQuantile(0.5)), newStudy.Map(Logistic.Expit)),
            PredictiveCounts = options.PredictivePatients is { } n ? joint.NewStudyCounts(n) : [],
        };
        var leads = BinomialNormalModel.AverageLeads(median, average, tau);
        var transformed = new TransformedEstimate(median, deviation, logit, new TestResult(null, null, null));
        return frame.Result(
            new Estimate(posterior.Median, posterior.EqualTailed),
            transformed,
            new HeterogeneityResult { TauSquared = tau * tau },
            frame.Weigh(i => -likelihood.EvaluateOne(i, median, tau).MuMu),
            Notes(options, leads)) with
        {
            Marginal = new Estimate(Logistic.Expit(average), averageLogit.Map(Logistic.Expit)),
            MarginalLeads = leads,
            Prediction = new Prediction(newStudy.Map(Logistic.Expit), newStudy, PredictionMethod.Posterior),
            Posterior = posterior,
            Joint = joint,
        };
    }

    /// <summary>The posterior of (μ, tau), for callers who ask little of it.</summary>
    public static JointPosterior Posterior(ProportionData data, BinomialNormalPriors priors)
    {
        var studies = new DistinctStudies(data);
        var likelihood = new InterceptLikelihood<BinomialLikelihood, BinomialBranch>(
            Array.ConvertAll(studies.Pairs, p => new BinomialLikelihood(p.Events, p.Total)), studies.Counts);
        double events = 0, total = 0;
        for (var i = 0; i < data.Count; i++)
        {
            events += data.Events[i];
            total += data.Total[i];
        }

        return new JointPosterior(studies, likelihood, priors, Math.Log((events + 0.5) / (total - events + 0.5)));
    }

    private static void Check(ProportionOptions options)
    {
        if (options.Measure != Measure.Logit)
        {
            throw new ArgumentException($"The Bayesian binomial-normal model works on the logit; the measure is \"{options.Measure}\".", nameof(options));
        }

        if (options.Prediction == PredictionMethod.Beta)
        {
            options.Prediction.RequireGeneral();
        }

        if (options.Interval is not (null or IntervalMethod.EqualTailed))
        {
            throw new ArgumentException($"The Bayesian model has equal-tailed (and shortest) intervals; the interval is {options.Interval}.", nameof(options));
        }

        foreach (var threshold in options.Thresholds)
        {
            if (threshold is not (> 0 and < 1))
            {
                throw new ArgumentException(FormattableString.Invariant($"A threshold lies strictly between 0 and 1; one is {threshold}."), nameof(options));
            }
        }

        if (options.PredictivePatients is < 1)
        {
            throw new ArgumentException(FormattableString.Invariant($"A new study has at least one patient; {options.PredictivePatients} were asked for."), nameof(options));
        }
    }

    private static double Above(JointPosterior joint, double threshold)
    {
        var logit = Logistic.Logit(threshold);
        return Math.Clamp(1 - joint.MuBelow(logit), 0, 1);
    }

    /// <summary>The narrowest interval of the proportion that holds the level.</summary>
    private static Interval Shortest(JointPosterior joint, double level)
    {
        double At(double p) => p <= 0 ? 0 : p >= 1 ? 1 : Logistic.Expit(joint.MuQuantile(p));
        double Length(double lower) => At(lower + level) - At(lower);
        var (tail, value) = Maximisation.Brent(p => -Length(p), 0, 1 - level, 1e-8);
        foreach (var end in (ReadOnlySpan<double>)[0, 1 - level])
        {
            if (-Length(end) >= value - Rounding)
            {
                (tail, value) = (end, -Length(end));
            }
        }

        return new Interval(At(tail), tail == 1 - level ? 1 : At(tail + level), level);
    }

    private static List<string> Notes(ProportionOptions options, bool leads)
    {
        List<string> notes =
        [
            $"Priors: {options.Priors}. Estimates are posterior medians, intervals equal-tailed; the prediction interval is that of the posterior predictive distribution.",
        ];
        if (leads)
        {
            notes.Add("The studies differ so much that the typical study says little about patients; the average over studies leads.");
        }

        return notes;
    }
}
