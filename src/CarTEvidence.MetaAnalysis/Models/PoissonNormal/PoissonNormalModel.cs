using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The random-intercept Poisson model of rates, by maximum likelihood: events ~ Poisson(t exp(μ + tau u)), u ~ N(0, 1).</summary>
/// <remarks>
/// Needs no zero correction: a study without events adds its person-time. Without any event the rate is 0 with the exact interval of the counts pooled, and
/// tau² is not identifiable; one study has its exact interval. Likelihood, maximum and profile limits are computed as in <see cref="BinomialNormalModel"/>.
/// T. Stijnen, T. H. Hamza, P. Özdemir, Stat. Med. 2010;29:3046–3067, doi:10.1002/sim.4040.
/// </remarks>
internal static partial class PoissonNormalModel
{
    /// <summary>Fits the model.</summary>
    /// <param name="data">Events and person-time, one entry a study.</param>
    /// <param name="options">Level, kind of interval (profile likelihood by default, Wald or t) and prediction.</param>
    /// <exception cref="ArgumentException">The measure is not the log rate, or the interval method is not one that the model knows.</exception>
    public static PooledEffect Fit(RateData data, RateOptions options)
    {
        var method = Check(options);
        var (events, time) = Sums(data);
        return events == 0 || data.Count == 1 ? Exact(data, options, method, events, time) : Regular(data, options, method, events, time);
    }

    private static IntervalMethod Check(RateOptions options) => options.Measure == Measure.LogRate
        ? LikelihoodIntervals.Check(options, "Poisson-normal")
        : throw new ArgumentException($"The Poisson-normal model works on the log rate; the measure is \"{options.Measure}\".", nameof(options));

    private static (long Events, double Time) Sums(RateData data)
    {
        var (events, time) = (0L, 0.0);
        for (var i = 0; i < data.Count; i++)
        {
            events = checked(events + data.Events[i]);
            time += data.Time[i];
        }

        return (events, time);
    }

    private static PooledEffect Regular(RateData data, RateOptions options, IntervalMethod method, long events, double time)
    {
        var likelihood = Likelihood(data);
        var fit = InterceptMaximum.Find(likelihood, Math.Log(events / time), options.MaxIterations);
        return Describe(data, options, method, likelihood, likelihood, fit, data.Count - 1, []) with
        {
            FitStatistics = LikelihoodCriteria.Of(fit.Derivatives.Value, 2, data.Count),
            Intercept = () => (Likelihood(data), fit),
        };
    }

    private static InterceptLikelihood<PoissonLikelihood, PoissonBranch> Likelihood(RateData data)
    {
        var studies = new PoissonLikelihood[data.Count];
        var counts = new double[data.Count];
        Array.Fill(counts, 1);
        for (var i = 0; i < studies.Length; i++)
        {
            studies[i] = new PoissonLikelihood(data.Events[i], data.Time[i]);
        }

        return new InterceptLikelihood<PoissonLikelihood, PoissonBranch>(studies, counts);
    }

    /// <summary>Writes a fit down with its intervals.</summary>
    /// <param name="data">Events and person-time.</param>
    /// <param name="options">Choices.</param>
    /// <param name="method">How the interval of the mean is made.</param>
    /// <param name="own">The likelihood of these data alone.</param>
    /// <param name="model">The likelihood that was maximised: the same, or one that shares its tau² with other data.</param>
    /// <param name="fit">Its maximum.</param>
    /// <param name="degreesOfFreedom">Studies of the model less its means.</param>
    /// <param name="notes">Notes so far; completed here.</param>
    private static PooledEffect Describe(
        RateData data,
        RateOptions options,
        IntervalMethod method,
        InterceptLikelihood<PoissonLikelihood, PoissonBranch> own,
        IInterceptLikelihood model,
        InterceptMaximum fit,
        int degreesOfFreedom,
        List<string> notes)
    {
        var k = data.Count;
        var summary = LikelihoodIntervals.Summarise(model, fit, options, method, degreesOfFreedom);
        var (q, typical) = Homogeneity(data);
        var (events, time) = Sums(data);
        var (saturated, informative) = (0.0, 0);
        for (var i = 0; i < k; i++)
        {
            saturated += SaddlePoint.LogPoisson(data.Events[i], data.Events[i]);
            informative += data.Events[i] > 0 ? 1 : 0;
        }

        notes.AddRange(summary.Notes);
        if (informative < k)
        {
            notes.Add("Studies without events add nothing to the Wald test of homogeneity; the likelihood-ratio test counts them.");
        }

        var ratio = Math.Max(0, 2 * (saturated - own.Evaluate(Math.Log(events / time), 0).Value));
        var tau2 = fit.Tau * fit.Tau;
        return Result(data, options, method, events, summary.Transformed, i => -own.EvaluateOne(i, fit.Mu, fit.Tau).MuMu) with
        {
            Pooled = new Estimate(Math.Exp(fit.Mu), summary.Transformed.Interval!.Value.Map(Math.Exp)),
            Prediction = summary.Prediction is { } prediction ? new Prediction(prediction.Map(Math.Exp), prediction, options.Prediction) : null,
            Heterogeneity = new HeterogeneityResult
            {
                TauSquared = tau2,
                TauSquaredStandardError = fit.TauStandardError is { } se ? 2 * fit.Tau * se : null,
                ISquared = k > 1 ? 100 * tau2 / (tau2 + typical) : null,
                HSquared = k > 1 ? 1 + tau2 / typical : null,
                CochranQ = informative < 2 ? null : new TestResult(q, k - 1, ChiSquaredDistribution.Upper(q, k - 1)),
                LikelihoodRatio = k > 1 ? new TestResult(ratio, k - 1, ChiSquaredDistribution.Upper(ratio, k - 1)) : null,
            },
            TauSquaredIntervals = [LikelihoodIntervals.WithRatios(summary.TauSquared, k > 1 ? typical : null)],
            Converged = fit.Converged,
            Iterations = fit.Iterations,
            Notes = notes,
        };
    }

    /// <summary>No event, or one study: the exact interval of the counts pooled.</summary>
    private static PooledEffect Exact(RateData data, RateOptions options, IntervalMethod method, long events, double time)
    {
        var interval = RateInterval.Compute(events, time, options.Level);
        double? error = events > 0 ? 1 / Math.Sqrt(events) : null;
        var value = Math.Log(events / time);
        var test = error is { } se ? new TestResult(value / se, null, NormalDistribution.TwoSided(value / se)) : new TestResult(null, null, null);
        var transformed = new TransformedEstimate(value, error, interval.Map(Math.Log), test);
        var times = data.Time.ToArray();
        return Result(data, options, method, events, transformed, i => times[i]) with
        {
            Pooled = new Estimate(events / time, interval),
            Heterogeneity = events == 0 && data.Count > 1
                ? new HeterogeneityResult { TauSquared = 0, LikelihoodRatio = new TestResult(0, data.Count - 1, 1) }
                : new HeterogeneityResult(),
            Notes = events == 0
                ? ["No event was seen: the rate is 0, and the interval is the exact (Garwood) one of the counts pooled.",
                    "Tau² is not identifiable from such data; it is reported as 0, and the interval assumes that the studies do not differ."]
                : ["One study: nothing is pooled. The interval is the exact (Garwood) one of that study; tau² and the prediction interval are not defined."],
        };
    }

    /// <summary>Cochran's Q over the studies with events, and the typical variance of a log rate, one half added where there are none.</summary>
    private static (double Q, double Typical) Homogeneity(RateData data)
    {
        double weights = 0, mean = 0, q = 0, first = 0, second = 0;
        for (var i = 0; i < data.Count; i++)
        {
            double x = data.Events[i];
            if (x > 0)
            {
                weights += x;
                mean += x * (Math.Log(x / data.Time[i]) - mean) / weights;
            }

            var w = x > 0 ? x : 0.5;
            first += w;
            second += w * w;
        }

        for (var i = 0; i < data.Count; i++)
        {
            double x = data.Events[i];
            q += x > 0 ? x * Math.Pow(Math.Log(x / data.Time[i]) - mean, 2) : 0;
        }

        return (q, (data.Count - 1) * first / (first * first - second));
    }

    private static PooledEffect Result(
        RateData data, RateOptions options, IntervalMethod method, long events, TransformedEstimate transformed, Func<int, double> information)
    {
        return new PooledEffect
        {
            Measure = Measure.LogRate,
            Model = PoolingModel.PoissonNormal,
            IntervalMethod = method,
            Level = options.Level,
            StudyCount = data.Count,
            Events = events,
            Pooled = new Estimate(null, null),
            Transformed = transformed,
            Heterogeneity = new HeterogeneityResult(),
            Studies = Weigh(data, options, information),
            Coefficients = [new Coefficient("intercept", transformed)],
            Covariance = transformed.StandardError is { } se ? [[se * se]] : [],
        };
    }

    /// <summary>Each study with its own interval, its log rate where it is defined, and its share of the information on the mean.</summary>
    private static StudyEstimate[] Weigh(RateData data, RateOptions options, Func<int, double> information)
    {
        var studies = new StudyEstimate[data.Count];
        var weights = new double[data.Count];
        var sum = 0.0;
        for (var i = 0; i < data.Count; i++)
        {
            sum += weights[i] = information(i);
        }

        for (var i = 0; i < data.Count; i++)
        {
            double x = data.Events[i];
            studies[i] = new StudyEstimate(
                data.Study[i],
                new Estimate(x / data.Time[i], RateInterval.Compute(data.Events[i], data.Time[i], options.Level)),
                x > 0 ? Math.Log(x / data.Time[i]) : null,
                x > 0 ? 1 / x : null,
                100 * weights[i] / sum)
            {
                Events = data.Events[i],
            };
        }

        return studies;
    }
}
