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

    // Probabilities left out up to here change no printed digit.
    private const double WorthANote = 1e-4;

    private const string SharedNote = "tau is shared with the other subgroups: its posterior is that of all of them, each with a mean of its own under the prior as it stands.";

    /// <summary>Fits the model.</summary>
    /// <param name="data">Events among patients, one entry a study.</param>
    /// <param name="options">Level, priors, thresholds, patients of a new study, and study interval.</param>
    /// <exception cref="ArgumentException">The measure is not the logit, an interval other than the equal-tailed is asked for, or a threshold or number of patients is impossible.</exception>
    public static PooledEffect Fit(ProportionData data, ProportionOptions options)
    {
        Check(options);
        var frame = Frame(data, options);
        return Describe(frame, JointPosterior.Of(frame.Studies, options.Priors), []);
    }

    /// <summary>Fits a mean for each of several groups of studies, and one tau.</summary>
    /// <param name="groups">The studies of each group.</param>
    /// <param name="options">As for <see cref="Fit"/>; every mean has the same prior.</param>
    public static PooledEffect[] FitShared(IReadOnlyList<ProportionData> groups, ProportionOptions options)
    {
        Check(options);
        ProportionFrame[] frames = [.. groups.Select(data => Frame(data, options))];
        var posteriors = JointPosterior.Shared([.. frames.Select(frame => frame.Studies)], options.Priors);
        return [.. frames.Zip(posteriors, (frame, joint) => Describe(frame, joint, groups.Count == 1 ? [] : [SharedNote]))];
    }

    /// <summary>Estimate, interval and heterogeneity without each study in turn.</summary>
    /// <param name="data">The data of the fit, two studies or more.</param>
    /// <param name="options">Its options.</param>
    /// <param name="joint">Its posterior.</param>
    /// <remarks>Studies with the same counts are left out once. Where the grid of the whole does not carry what is left, as of few studies it may not, these are fitted anew.</remarks>
    public static StudySensitivity[] LeaveOneOut(ProportionData data, ProportionOptions options, JointPosterior joint)
    {
        var frame = Frame(data, options);
        var parts = new (TransformedEstimate Mu, double Tau)[frame.Studies.Pairs.Length];
        foreach (var (index, posterior) in joint.WithoutEach())
        {
            var left = Array.IndexOf(frame.Studies.Index, index);
            parts[index] = Central(frame, posterior ?? Posterior(data.Select([.. Enumerable.Range(0, data.Count).Where(i => i != left)]), options.Priors));
        }

        return [.. frame.Studies.Index.Select((index, i) => new StudySensitivity(
            data.Study[i], Natural(parts[index].Mu), parts[index].Mu, new HeterogeneityResult { TauSquared = parts[index].Tau * parts[index].Tau }))];
    }

    /// <summary>The posterior of (μ, tau), for callers who ask little of it.</summary>
    public static JointPosterior Posterior(ProportionData data, BinomialNormalPriors priors) => JointPosterior.Of(new DistinctStudies(data), priors);

    private static ProportionFrame Frame(ProportionData data, ProportionOptions options) =>
        ProportionFrame.Of(PoolingModel.BayesianBinomialNormal, data, options, IntervalMethod.EqualTailed);

    private static PooledEffect Describe(ProportionFrame frame, JointPosterior joint, string[] notes)
    {
        var options = frame.Options;
        var likelihood = new InterceptLikelihood<BinomialLikelihood, BinomialBranch>(
            Array.ConvertAll(frame.Studies.Pairs, p => new BinomialLikelihood(p.Events, p.Total)), frame.Studies.Counts);
        var tail = 0.5 * (1 - options.Level);
        var (transformed, tau) = Central(frame, joint);
        var (median, logit) = (transformed.Value!.Value, transformed.Interval!.Value);
        var average = joint.AverageQuantile(0.5);
        var averageLogit = frame.Within(joint.AverageQuantile(tail), joint.AverageQuantile(1 - tail));
        var newStudy = frame.Within(joint.NewStudyQuantile(tail), joint.NewStudyQuantile(1 - tail));
        var posterior = new Posterior
        {
            Priors = options.Priors,
            Mean = joint.ExpectMu(Logistic.Expit),
            Median = Logistic.Expit(median),
            EqualTailed = logit.Map(Logistic.Expit),
            Shortest = Shortest(joint, options.Level),
            MuMean = joint.ExpectMu(mu => mu),
            MuStandardDeviation = transformed.StandardError!.Value,
            TauMean = joint.TauMean,
            TauMedian = tau,
            Tau = frame.Within(joint.TauQuantile(tail), joint.TauQuantile(1 - tail)),
            ProbabilityAbove = [.. options.Thresholds.Select(c => new ThresholdProbability(c, Above(joint, c)))],
            Predictive = new Estimate(Logistic.Expit(joint.NewStudyQuantile(0.5)), newStudy.Map(Logistic.Expit)),
            PredictiveCounts = options.PredictivePatients is { } n ? joint.NewStudyCounts(n) : [],
        };
        var leads = BinomialNormalModel.AverageLeads(median, average, tau);
        return frame.Result(
            Natural(transformed),
            transformed,
            new HeterogeneityResult { TauSquared = tau * tau },
            frame.Weigh(i => -likelihood.EvaluateOne(i, median, tau).MuMu),
            [.. Notes(options, joint, leads), .. notes]) with
        {
            Marginal = new Estimate(Logistic.Expit(average), averageLogit.Map(Logistic.Expit)),
            MarginalLeads = leads,
            Prediction = new Prediction(newStudy.Map(Logistic.Expit), newStudy, PredictionMethod.Posterior),
            Posterior = posterior,
            Joint = joint,
        };
    }

    /// <summary>Median, standard deviation and equal-tailed interval of μ; median of tau.</summary>
    private static (TransformedEstimate Mu, double Tau) Central(ProportionFrame frame, JointPosterior joint)
    {
        var tail = 0.5 * (1 - frame.Options.Level);
        var mean = joint.ExpectMu(mu => mu);
        var deviation = Math.Sqrt(joint.ExpectMu(mu => (mu - mean) * (mu - mean)));
        var interval = frame.Within(joint.MuQuantile(tail), joint.MuQuantile(1 - tail));
        return (new TransformedEstimate(joint.MuQuantile(0.5), deviation, interval, new TestResult(null, null, null)), joint.TauQuantile(0.5));
    }

    private static Estimate Natural(TransformedEstimate mu) => new(Logistic.Expit(mu.Value!.Value), mu.Interval!.Value.Map(Logistic.Expit));

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
            throw new ArgumentException($"The Bayesian model has equal-tailed (and shortest) intervals; the interval is {MethodNames.Intervals[options.Interval.Value].Name}.", nameof(options));
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

    private static List<string> Notes(ProportionOptions options, JointPosterior joint, bool leads)
    {
        List<string> notes =
        [
            $"Priors: {options.Priors}. Estimates are posterior medians, intervals equal-tailed; the prediction interval is that of the posterior predictive distribution.",
        ];
        if (leads)
        {
            notes.Add("The studies differ so much that the typical study says little about patients; the average over studies leads.");
        }

        if (joint.TauMean is null)
        {
            notes.Add($"The mean of tau is infinite: every study is all or none, so that the data do not bound tau, and neither does the prior, {options.Priors.Tau}. Its median and interval are defined.");
        }

        if (joint.BeyondLargestTau > WorthANote)
        {
            notes.Add(FormattableString.Invariant($"tau is integrated up to {PosteriorRegion.LargestTau:#,0}; about {100 * joint.BeyondLargestTau:G2} % of its posterior lies beyond, and is left out."));
        }

        return notes;
    }
}
