using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Intervals, test and prediction that follow from a random-intercept fit, whatever the counts are.</summary>
/// <param name="Transformed">The mean on the scale of the analysis.</param>
/// <param name="Prediction">Where a new study's mean is expected; <c>null</c> where there are no degrees of freedom.</param>
/// <param name="TauSquared">Profile-likelihood interval of tau²; the upper limit may be infinite.</param>
/// <param name="Notes">Sentences for the reader.</param>
internal sealed record LikelihoodIntervals(TransformedEstimate Transformed, Interval? Prediction, Interval TauSquared, IReadOnlyList<string> Notes)
{
    /// <summary>The interval method asked for, or profile likelihood.</summary>
    /// <exception cref="ArgumentException">The method is neither profile likelihood, Wald nor t, or the prediction is that of another model.</exception>
    public static IntervalMethod Check(PoolingOptions options, string model)
    {
        options.Prediction.RequireGeneral();
        return options.Interval switch
        {
            null => IntervalMethod.ProfileLikelihood,
            IntervalMethod.ProfileLikelihood or IntervalMethod.Wald or IntervalMethod.T => options.Interval.Value,
            _ => throw new ArgumentException($"The {model} model has profile-likelihood, Wald and t intervals; the interval is {MethodNames.Intervals[options.Interval.Value].Name}.", nameof(options)),
        };
    }

    /// <summary>Draws them from a fit.</summary>
    /// <param name="likelihood">The model.</param>
    /// <param name="fit">Its maximum.</param>
    /// <param name="options">Level and prediction.</param>
    /// <param name="method">How the interval of the mean is made.</param>
    /// <param name="degreesOfFreedom">Studies less means, k − 1 for a lone mean.</param>
    public static LikelihoodIntervals Summarise(
        IInterceptLikelihood likelihood, InterceptMaximum fit, PoolingOptions options, IntervalMethod method, int degreesOfFreedom)
    {
        var alpha = 0.5 * (1 - options.Level);
        var quantile = NormalDistribution.UpperQuantile(alpha);
        var profile = new InterceptProfile(likelihood, fit, quantile);
        var se = fit.MuStandardError;
        var half = (method == IntervalMethod.T ? StudentDistribution.UpperQuantile(alpha, degreesOfFreedom) : quantile) * se;
        var interval = method == IntervalMethod.ProfileLikelihood
            ? new Interval(profile.Mean(-1), profile.Mean(1), options.Level)
            : new Interval(fit.Mu - half, fit.Mu + half, options.Level);
        var z = fit.Mu / se;
        var test = method == IntervalMethod.T
            ? new TestResult(z, degreesOfFreedom, StudentDistribution.TwoSided(z, degreesOfFreedom))
            : new TestResult(z, null, NormalDistribution.TwoSided(z));
        List<string> notes = [];
        var (lower, upper) = profile.Tau();
        if (degreesOfFreedom == 1)
        {
            notes.Add((likelihood is SharedHeterogeneity ? "One study more than there are subgroups says" : "Two studies say") + " almost nothing about how much studies differ; tau² and the prediction interval are not to be relied on.");
        }

        if (double.IsInfinity(upper))
        {
            notes.Add("The data do not bound tau² from above: the upper limit is infinite.");
        }

        if (!fit.Converged)
        {
            notes.Add("The maximum-likelihood fit did not converge; the estimates are the best point found.");
        }

        var prediction = Predict(fit, options, degreesOfFreedom, notes);
        if (prediction is { } p && (p.Lower > interval.Lower || p.Upper < interval.Upper))
        {
            notes.Add("The prediction interval takes tau² as estimated; the interval of the mean allows for other values of it, and reaches further here.");
        }

        return new LikelihoodIntervals(
            new TransformedEstimate(fit.Mu, se, interval, test), prediction, new Interval(lower * lower, upper * upper, options.Level), notes);
    }

    /// <summary>An interval of tau² with those of I² and H² at a typical sampling variance, where there is one.</summary>
    public static TauSquaredInterval WithRatios(Interval tau2, double? typical) => new(
        TauSquaredIntervalMethod.ProfileLikelihood,
        tau2,
        typical is { } v ? tau2.Map(t => double.IsInfinity(t) ? 100 : 100 * t / (t + v)) : null,
        typical is { } w ? tau2.Map(t => 1 + t / w) : null);

    private static Interval? Predict(InterceptMaximum fit, PoolingOptions options, int degreesOfFreedom, List<string> notes)
    {
        var alpha = 0.5 * (1 - options.Level);
        var df = options.Prediction.SpendsOneOnTauSquared() ? degreesOfFreedom - 1 : degreesOfFreedom;
        if (!options.Prediction.IsNormal() && df < 1)
        {
            notes.Add("A prediction interval with k - 2 degrees of freedom needs at least three studies.");
            return null;
        }

        if (options.Prediction.OwnStandardErrorNote() is { } note)
        {
            notes.Add(note);
        }

        var factor = options.Prediction.IsNormal() ? NormalDistribution.UpperQuantile(alpha) : StudentDistribution.UpperQuantile(alpha, df);
        var half = factor * Math.Sqrt(fit.Tau * fit.Tau + fit.MuStandardError * fit.MuStandardError);
        return new Interval(fit.Mu - half, fit.Mu + half, options.Level);
    }
}
