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
        if (frame.Events == 0 || frame.Events == frame.Total || frame.Count == 1)
        {
            return ExactProportion.Answer(frame);
        }

        return frame.IsAllOrNone ? AllOrNone(frame) : Regular(frame);
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

        return LikelihoodIntervals.Check(options, "binomial-normal");
    }

    private static PooledEffect Regular(ProportionFrame frame)
    {
        var (likelihood, fit) = Maximise(frame);
        var notes = new List<string>();
        if (frame.SinglePatients)
        {
            notes.Add("Every study is a single patient: differences between studies cannot be told from chance, and tau² is not identifiable (reported as 0). The average over studies is, and leads.");
        }

        var result = Describe(frame, likelihood, likelihood, fit, frame.Count - 1, notes);
        return result with
        {
            MarginalLeads = result.MarginalLeads || frame.SinglePatients,
            FitStatistics = LikelihoodCriteria.Of(fit.Derivatives.Value, 2, frame.Count),
            Intercept = frame.SinglePatients ? null : () => (Likelihood(frame), fit),
        };
    }

    /// <summary>Writes a fit down with its intervals.</summary>
    /// <param name="frame">Data and choices.</param>
    /// <param name="own">The likelihood of these data alone.</param>
    /// <param name="model">The likelihood that was maximised: the same, or one that shares its tau² with other data.</param>
    /// <param name="fit">Its maximum.</param>
    /// <param name="degreesOfFreedom">Studies of the model less its means.</param>
    /// <param name="notes">Notes so far; completed here.</param>
    private static PooledEffect Describe(
        ProportionFrame frame,
        BinomialNormalLikelihood own,
        IInterceptLikelihood model,
        InterceptMaximum fit,
        int degreesOfFreedom,
        List<string> notes)
    {
        var summary = LikelihoodIntervals.Summarise(model, fit, frame.Options, frame.Interval, degreesOfFreedom);
        var average = new LogisticAverage().Logit(fit.Mu, fit.Tau);
        var leads = !frame.SinglePatients && Leads(fit, average.Value, notes);
        notes.AddRange(summary.Notes);
        var heterogeneity = Heterogeneity(frame, own, fit, out var typical, notes);
        var information = own.Information(fit.Mu, fit.Tau);
        return frame.Result(
            new Estimate(Logistic.Expit(fit.Mu), summary.Transformed.Interval!.Value.Map(Logistic.Expit)),
            summary.Transformed,
            heterogeneity,
            frame.Weigh(i => information[i]),
            notes) with
        {
            Marginal = new Estimate(Logistic.Expit(average.Value), Average(frame, model, fit, average, degreesOfFreedom).Map(Logistic.Expit)),
            MarginalLeads = leads,
            Prediction = summary.Prediction is { } prediction ? new Prediction(prediction.Map(Logistic.Expit), prediction, frame.Options.Prediction) : null,
            TauSquaredIntervals = [LikelihoodIntervals.WithRatios(summary.TauSquared, frame.Count > 1 ? typical : null)],
            Converged = fit.Converged,
            Iterations = fit.Iterations,
        };
    }

    /// <summary>The interval of the average proportion, on the logit scale.</summary>
    private static Interval Average(
        ProportionFrame frame, IInterceptLikelihood likelihood, InterceptMaximum fit, in InterceptDerivatives average, int degreesOfFreedom)
    {
        var alpha = 0.5 * (1 - frame.Options.Level);
        var quantile = NormalDistribution.UpperQuantile(alpha);
        var profile = new InterceptProfile(likelihood, fit, quantile);
        return frame.Interval switch
        {
            IntervalMethod.ProfileLikelihood => frame.Within(profile.Average(-1), profile.Average(1)),
            IntervalMethod.T => frame.Around(average.Value, StudentDistribution.UpperQuantile(alpha, degreesOfFreedom) * profile.AverageStandardError(average)),
            _ => frame.Around(average.Value, quantile * profile.AverageStandardError(average)),
        };
    }

    /// <summary>The maximum, found again with twice the points should they tell a different likelihood.</summary>
    public static (BinomialNormalLikelihood Likelihood, InterceptMaximum Fit) Maximise(ProportionFrame frame)
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
            $"The studies differ so much (tau = {fit.Tau:0.##}) that the typical study, {Logistic.Expit(fit.Mu):0.0#%}, says little about patients; the average over studies, {Logistic.Expit(averageLogit):0.0#%}, leads."));
        return true;
    }

    private static HeterogeneityResult Heterogeneity(
        ProportionFrame frame, BinomialNormalLikelihood likelihood, InterceptMaximum fit, out double typical, List<string> notes)
    {
        typical = BinomialNormalHeterogeneity.TypicalVariance(frame.Studies, frame.Count);
        var tau2 = fit.Tau * fit.Tau;
        var common = likelihood.Evaluate(frame.HomogeneousLogit, 0).Value;
        var wald = BinomialNormalHeterogeneity.Wald(frame.Studies, frame.Count);
        if (frame.Count == 1)
        {
            notes.Add("One study: I² and the tests of homogeneity are not defined.");
        }
        else if (wald is null)
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
            ISquared = frame.Count > 1 ? 100 * tau2 / (tau2 + typical) : null,
            HSquared = frame.Count > 1 ? 1 + tau2 / typical : null,
            CochranQ = wald,
            LikelihoodRatio = frame.Count > 1
                ? BinomialNormalHeterogeneity.LikelihoodRatio(BinomialNormalHeterogeneity.Saturated(frame.Studies), common, frame.Count)
                : null,
        };
    }
}
