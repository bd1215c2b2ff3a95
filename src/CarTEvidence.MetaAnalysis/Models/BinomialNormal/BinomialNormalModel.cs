using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The random-intercept logistic model of proportions, by maximum likelihood: events ~ Binomial(n, expit(μ + tau u)), u ~ N(0, 1).</summary>
/// <remarks>
/// <para>
/// The likelihood is computed to about 1e-10 by adaptive quadrature with exact posterior-moment derivatives, the maximum is the best of two
/// heterogeneous starts and the homogeneous fit, and every interval is a profile likelihood unless Wald or t is asked for. Time and memory are O(k).
/// Needs no zero correction and takes single-patient reports as they are.
/// T. H. Hamza, H. C. van Houwelingen, T. Stijnen, J. Clin. Epidemiol. 2008;61:41–51, doi:10.1016/j.jclinepi.2007.03.016;
/// T. Stijnen, T. H. Hamza, P. Özdemir, Stat. Med. 2010;29:3046–3067, doi:10.1002/sim.4040.
/// </para>
/// <para>
/// Where the likelihood alone cannot answer, the answer is the best that the data allow, with a note: all or no events, and one study, have the
/// exact Clopper–Pearson interval; studies that are each all or none push tau² to infinity and leave the average proportion alone identified.
/// </para>
/// </remarks>
internal static partial class BinomialNormalModel
{
    // The average leads where its odds and the typical study's differ by more than this factor, or tau exceeds 3.
    private const double LeadingOddsFactor = 1.5;
    private const double LeadingTau = 3;

    /// <summary>Fits the model.</summary>
    /// <param name="data">Events among patients, one entry a study.</param>
    /// <param name="options">Level, kind of interval (profile likelihood by default, Wald or t), prediction, and study interval.</param>
    /// <exception cref="ArgumentException">The measure is not the logit, or the interval method is not one that the model knows.</exception>
    public static PooledEffect Fit(ProportionData data, ProportionOptions options)
    {
        var interval = Check(options);
        var frame = ProportionFrame.Of(PoolingModel.BinomialNormal, data, options, interval);
        if (frame.Events == 0 || frame.Events == frame.Total)
        {
            return AtBoundary(frame);
        }

        if (data.Count == 1)
        {
            return OneStudy(frame);
        }

        return !frame.SinglePatients && Array.TrueForAll(frame.Studies.Pairs, p => p.Events == 0 || p.Events == p.Total)
            ? AllOrNone(frame)
            : Regular(frame);
    }

    /// <summary>Whether typical study and average are so far apart, or tau so large, that the average is the figure to quote.</summary>
    /// <param name="typical">Logit of the typical study.</param>
    /// <param name="average">Logit of the average over studies.</param>
    /// <param name="tau">Between-study standard deviation.</param>
    public static bool AverageLeads(double typical, double average, double tau) =>
        Math.Abs(typical - average) > Math.Log(LeadingOddsFactor) || tau > LeadingTau;

    private static IntervalMethod Check(ProportionOptions options)
    {
        if (options.Measure != Measure.Logit)
        {
            throw new ArgumentException($"The binomial-normal model works on the logit; the measure is \"{options.Measure}\".", nameof(options));
        }

        return options.Interval switch
        {
            null => IntervalMethod.ProfileLikelihood,
            IntervalMethod.ProfileLikelihood or IntervalMethod.Wald or IntervalMethod.T => options.Interval.Value,
            _ => throw new ArgumentException(
                $"The binomial-normal model has profile-likelihood, Wald and t intervals; the interval is {options.Interval}.", nameof(options)),
        };
    }

    private static PooledEffect Regular(ProportionFrame frame)
    {
        var (likelihood, fit) = Maximise(frame);
        var quantile = NormalDistribution.UpperQuantile(0.5 * (1 - frame.Options.Level));
        var profile = new InterceptProfile(likelihood, fit, quantile);
        var average = new LogisticAverage().Logit(fit.Mu, fit.Tau);
        var averageError = profile.AverageStandardError(average);
        Interval mean, marginal;
        if (frame.Interval == IntervalMethod.ProfileLikelihood)
        {
            mean = frame.Within(profile.Mean(-1), profile.Mean(1));
            marginal = frame.Within(profile.Average(-1), profile.Average(1));
        }
        else
        {
            var factor = frame.Interval == IntervalMethod.T ? StudentDistribution.UpperQuantile(0.5 * (1 - frame.Options.Level), frame.Count - 1) : quantile;
            mean = frame.Around(fit.Mu, factor * fit.MuStandardError);
            marginal = frame.Around(average.Value, factor * averageError);
        }

        var notes = new List<string>();
        var leads = frame.SinglePatients || Leads(fit, average.Value, notes);
        AddNotes(frame, fit, notes);
        var (tauLower, tauUpper) = profile.Tau();
        var heterogeneity = Heterogeneity(frame, likelihood, fit, out var typical, notes);
        var z = fit.Mu / fit.MuStandardError;
        var test = frame.Interval == IntervalMethod.T
            ? new TestResult(z, frame.Count - 1, StudentDistribution.TwoSided(z, frame.Count - 1))
            : new TestResult(z, null, NormalDistribution.TwoSided(z));
        var transformed = new TransformedEstimate(fit.Mu, fit.MuStandardError, mean, test);
        var value = fit.Derivatives.Value;
        return frame.Result(
            new Estimate(Logistic.Expit(fit.Mu), mean.Map(Logistic.Expit)),
            transformed,
            heterogeneity,
            frame.Weigh(i => -likelihood.EvaluateOne(i, fit.Mu, fit.Tau).MuMu),
            notes) with
        {
            Marginal = new Estimate(Logistic.Expit(average.Value), marginal.Map(Logistic.Expit)),
            MarginalLeads = leads,
            Prediction = Predict(frame, fit, notes),
            TauSquaredIntervals = [TauSquared(frame, tauLower, tauUpper, typical, notes)],
            Coefficients = [new Coefficient("intercept", transformed)],
            Covariance = [[fit.MuStandardError * fit.MuStandardError]],
            FitStatistics = LikelihoodCriteria.Of(value, 2, frame.Count),
            Converged = fit.Converged,
            Iterations = fit.Iterations,
            Notes = notes,
        };
    }

    /// <summary>The maximum, found again with twice the points should they tell a different likelihood.</summary>
    private static (InterceptLikelihood<BinomialLikelihood, BinomialBranch> Likelihood, InterceptMaximum Fit) Maximise(ProportionFrame frame)
    {
        var likelihood = Likelihood(frame);
        var homogeneous = frame.HomogeneousLogit;
        var fit = InterceptMaximum.Find(likelihood, homogeneous, frame.Options.MaxIterations);
        if (frame.SinglePatients)
        {
            // One patient a study: the likelihood knows the average alone and is flat along it.
            return (likelihood, new InterceptMaximum(homogeneous, 0, likelihood.Evaluate(homogeneous, 0), fit.Iterations, true));
        }

        likelihood.Grid = QuadratureGrid.Fine;
        var checkedValue = likelihood.Evaluate(fit.Mu, fit.Tau).Value;
        if (Math.Abs(checkedValue - fit.Derivatives.Value) > 1e-9 * (1 + Math.Abs(checkedValue)))
        {
            return (likelihood, InterceptMaximum.Find(likelihood, homogeneous, frame.Options.MaxIterations));
        }

        likelihood.Grid = QuadratureGrid.Standard;
        return (likelihood, fit);
    }

    private static bool Leads(InterceptMaximum fit, double averageLogit, List<string> notes)
    {
        if (!AverageLeads(fit.Mu, averageLogit, fit.Tau))
        {
            return false;
        }

        notes.Add(string.Create(
            Invariant,
            $"The studies differ so much (tau = {fit.Tau:0.##}) that the typical study, {Logistic.Expit(fit.Mu):P2}, says little about patients; the average over studies, {Logistic.Expit(averageLogit):P2}, leads."));
        return true;
    }

    private static Prediction? Predict(ProportionFrame frame, InterceptMaximum fit, List<string> notes)
    {
        var alpha = 0.5 * (1 - frame.Options.Level);
        var method = frame.Options.Prediction;
        var df = method == PredictionMethod.HigginsThompsonSpiegelhalter ? frame.Count - 2 : frame.Count - 1;
        if (method != PredictionMethod.Normal && df < 1)
        {
            notes.Add("A prediction interval with k - 2 degrees of freedom needs at least three studies.");
            return null;
        }

        var factor = method == PredictionMethod.Normal ? NormalDistribution.UpperQuantile(alpha) : StudentDistribution.UpperQuantile(alpha, df);
        var transformed = frame.Around(fit.Mu, factor * Math.Sqrt(fit.Tau * fit.Tau + fit.MuStandardError * fit.MuStandardError));
        return new Prediction(transformed.Map(Logistic.Expit), transformed, method);
    }

    private static HeterogeneityResult Heterogeneity(
        ProportionFrame frame, InterceptLikelihood<BinomialLikelihood, BinomialBranch> likelihood, InterceptMaximum fit, out double typical, List<string> notes)
    {
        typical = BinomialNormalHeterogeneity.TypicalVariance(frame.Studies, frame.Count);
        var tau2 = fit.Tau * fit.Tau;
        var common = likelihood.Evaluate(frame.HomogeneousLogit, 0).Value;
        var wald = BinomialNormalHeterogeneity.Wald(frame.Studies, frame.Count);
        if (wald is null)
        {
            notes.Add("The Wald test of homogeneity is not defined: fewer than two studies have both events and non-events. The likelihood-ratio test is.");
        }
        else if (Array.Exists(frame.Studies.Pairs, p => p.Events == 0 || p.Events == p.Total))
        {
            notes.Add("Studies in which all or none had the event add nothing to the Wald test of homogeneity; the likelihood-ratio test counts them.");
        }

        return new HeterogeneityResult
        {
            TauSquared = tau2,
            TauSquaredStandardError = fit.TauStandardError is { } se ? 2 * fit.Tau * se : null,
            ISquared = 100 * tau2 / (tau2 + typical),
            HSquared = 1 + tau2 / typical,
            CochranQ = wald,
            LikelihoodRatio = BinomialNormalHeterogeneity.LikelihoodRatio(
                BinomialNormalHeterogeneity.Saturated(frame.Studies), common, frame.Count),
        };
    }

    private static TauSquaredInterval TauSquared(ProportionFrame frame, double lower, double upper, double typical, List<string> notes)
    {
        if (double.IsInfinity(upper))
        {
            notes.Add("The data do not bound tau² from above: the upper limit is infinite.");
        }

        var tau2 = frame.Within(lower * lower, upper * upper);
        return new TauSquaredInterval(
            TauSquaredIntervalMethod.ProfileLikelihood,
            tau2,
            tau2.Map(t => double.IsInfinity(t) ? 100 : 100 * t / (t + typical)),
            tau2.Map(t => 1 + t / typical));
    }

    private static void AddNotes(ProportionFrame frame, InterceptMaximum fit, List<string> notes)
    {
        if (frame.SinglePatients)
        {
            notes.Add("Every study is a single patient: differences between studies cannot be told from chance, and tau² is not identifiable (reported as 0). The average over studies is, and leads.");
        }
        else if (frame.Count == 2)
        {
            notes.Add("Two studies say almost nothing about how much studies differ; tau² and the prediction interval are not to be relied on.");
        }

        if (!fit.Converged)
        {
            notes.Add("The maximum-likelihood fit did not converge; the estimates are the best point found.");
        }
    }
}
