using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The beta-binomial model of proportions, by maximum likelihood: each study's proportion is drawn from a beta distribution.</summary>
/// <remarks>
/// The estimate is the mean proportion over studies, hence also the average; heterogeneity is the intraclass correlation ρ = 1 / (a + b + 1).
/// At the boundary, for one study, and for single patients it answers as the binomial-normal model does.
/// J. G. Skellam, J. R. Stat. Soc. B 1948;10:257–261.
/// </remarks>
internal static partial class BetaBinomialModel
{
    /// <summary>Fits the model.</summary>
    /// <param name="data">Events among patients, one entry a study.</param>
    /// <param name="options">Level, kind of interval (profile likelihood by default, Wald or t), and study interval.</param>
    /// <exception cref="ArgumentException">The measure is not the logit, the interval method is not one that the model knows, or the number of patients of a new study is impossible.</exception>
    public static PooledEffect Fit(ProportionData data, ProportionOptions options)
    {
        var frame = Frame(data, options);
        if (frame.Events == 0 || frame.Events == frame.Total || frame.Count == 1)
        {
            return ExactProportion.Answer(frame) with { IntraclassCorrelation = frame.Count == 1 ? null : new Estimate(0, null) };
        }

        return frame.IsAllOrNone ? AllOrNone(frame) : Regular(frame);
    }

    private static ProportionFrame Frame(ProportionData data, ProportionOptions options)
    {
        if (options.PredictivePatients is < 1)
        {
            throw new ArgumentException(FormattableString.Invariant($"A new study has at least one patient; {options.PredictivePatients} were asked for."), nameof(options));
        }

        if (options.Measure != Measure.Logit)
        {
            throw new ArgumentException($"The beta-binomial model works on the logit of the mean; the measure is \"{options.Measure}\".", nameof(options));
        }

        return ProportionFrame.Of(PoolingModel.BetaBinomial, data, options, LikelihoodIntervals.Check(options with { Prediction = PredictionMethod.T }, "beta-binomial"));
    }

    private static PooledEffect Regular(ProportionFrame frame)
    {
        var likelihood = new BetaBinomialLikelihood(frame.Studies);
        var fit = frame.SinglePatients
            ? new InterceptMaximum(frame.HomogeneousLogit, 0, likelihood.Evaluate(frame.HomogeneousLogit, 0), 0, true)
            : InterceptMaximum.Find(likelihood, frame.HomogeneousLogit, frame.Options.MaxIterations);
        return Describe(frame, likelihood, likelihood, fit, frame.Count - 1, []) with
        {
            FitStatistics = LikelihoodCriteria.Of(fit.Derivatives.Value, 2, frame.Count),
        };
    }

    /// <summary>Writes a fit down with its intervals.</summary>
    /// <param name="frame">Data and choices.</param>
    /// <param name="own">The likelihood of these data alone.</param>
    /// <param name="model">The likelihood that was maximised: the same, or one that shares its correlation with other data.</param>
    /// <param name="fit">Its maximum.</param>
    /// <param name="degreesOfFreedom">Studies of the model less its means.</param>
    /// <param name="notes">Notes so far; completed here.</param>
    private static PooledEffect Describe(
        ProportionFrame frame, BetaBinomialLikelihood own, IInterceptLikelihood model, InterceptMaximum fit, int degreesOfFreedom, List<string> notes)
    {
        var summary = LikelihoodIntervals.Summarise(model, fit, frame.Options, frame.Interval, degreesOfFreedom);
        var pooled = new Estimate(Logistic.Expit(fit.Mu), summary.Transformed.Interval!.Value.Map(Logistic.Expit));
        var rho = Correlation(fit.Tau * fit.Tau);
        notes.Add("The estimate is the mean proportion over studies. Heterogeneity is the intraclass correlation; tau² of the logit is not a quantity of this model.");
        if (frame.SinglePatients && ReferenceEquals(own, model))
        {
            notes.Add("Every study is a single patient: the intraclass correlation is not identifiable (reported as 0).");
        }

        AddPredictionNote(notes);
        if (!fit.Converged)
        {
            notes.Add("The maximum-likelihood fit did not converge; the estimates are the best point found.");
        }

        return frame.Result(pooled, summary.Transformed, Heterogeneity(frame, own), Weights(frame, rho), notes) with
        {
            Marginal = pooled,
            Prediction = Predict(fit.Mu, fit.Tau, frame.Options.Level),
            PredictiveCounts = Counts(fit.Mu, fit.Tau, frame.Options.PredictivePatients),
            IntraclassCorrelation = new Estimate(rho, summary.TauSquared.Map(Correlation)),
            Converged = fit.Converged,
            Iterations = fit.Iterations,
        };
    }

    /// <summary>Each study all or none: the correlation goes to 1, and the studies are Bernoulli trials.</summary>
    private static PooledEffect AllOrNone(ProportionFrame frame)
    {
        var share = ShareOfStudies.Of(frame);
        var pooled = new Estimate(share.Value, share.Logit.Map(Logistic.Expit));
        return frame.Result(
            pooled,
            new TransformedEstimate(Logistic.Logit(share.Value), null, share.Logit, new TestResult(null, null, null)),
            Heterogeneity(frame, new BetaBinomialLikelihood(frame.Studies)),
            Weights(frame, 1),
            ["In every study all patients or none have the event: the intraclass correlation is 1, and the mean is the share of studies with the event, with its profile-likelihood interval."]) with
        {
            Marginal = pooled,
            Prediction = AllOrNonePrediction(frame.Options.Level),
            PredictiveCounts = frame.Options.PredictivePatients is { } n ? [1 - share.Value, .. new double[n - 1], share.Value] : [],
            IntraclassCorrelation = new Estimate(1, null),
            FitStatistics = new FitStatistics { LogLikelihoodMl = share.LogLikelihood },
        };
    }

    private static HeterogeneityResult Heterogeneity(ProportionFrame frame, BetaBinomialLikelihood likelihood) => new()
    {
        CochranQ = BinomialNormalHeterogeneity.Wald(frame.Studies, frame.Count),
        LikelihoodRatio = frame.Count == 1
            ? null
            : BinomialNormalHeterogeneity.LikelihoodRatio(
                BinomialNormalHeterogeneity.Saturated(frame.Studies), likelihood.Evaluate(frame.HomogeneousLogit, 0).Value, frame.Count),
    };

    /// <summary>n patients with correlation ρ are worth n / (1 + (n − 1) ρ).</summary>
    private static IReadOnlyList<StudyEstimate> Weights(ProportionFrame frame, double rho) => frame.Weigh(i => frame.Studies.Pairs[i].Total / (1 + (frame.Studies.Pairs[i].Total - 1) * rho));

    private static double Correlation(double t) => double.IsInfinity(t) ? 1 : t / (1 + t);
}
