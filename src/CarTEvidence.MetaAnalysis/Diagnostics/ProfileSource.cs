using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>A profile log-likelihood that can be evaluated anywhere.</summary>
/// <param name="Estimate">Where it is highest.</param>
/// <param name="Scale">A typical distance from there, above 0.</param>
/// <param name="Restricted">Whether it is the restricted likelihood.</param>
/// <param name="LogLikelihood">The profile.</param>
internal sealed record ProfileSource(double Estimate, double Scale, bool Restricted, Func<double, double> LogLikelihood)
{
    /// <summary>A limit of the mean is looked for within so many scales; beyond, it is infinite.</summary>
    private const double Farthest = 1e4;

    /// <summary>The profile beyond the interval by this share of its width on each side.</summary>
    private const double Margin = 0.3;

    /// <summary>Of an infinite interval, so many scales are shown.</summary>
    private const double Shown = 12;

    /// <summary>The profile of an inverse-variance fit.</summary>
    /// <exception cref="InvalidOperationException">The mean of a meta-regression is asked for.</exception>
    public static ProfileSource? Of(RandomEffectsFit fit, ProfiledParameter parameter)
    {
        if (parameter == ProfiledParameter.Mean && !fit.Regression.Design.IsIntercept)
        {
            throw new InvalidOperationException("With moderators there is no one mean to profile; tau² can be.");
        }

        // Results may be read by several threads: each profile has its own working space.
        var regression = fit.Regression.Copy();
        return fit.TypicalVariance is not { } typical ? null : parameter == ProfiledParameter.Mean ? Mean(fit, regression) : TauSquared(fit, regression, typical);
    }

    /// <summary>Computes interval and points.</summary>
    public LikelihoodProfile Trace(ProfiledParameter parameter, double level, int points, double? lower, double? upper)
    {
        var maximum = LogLikelihood(Estimate);
        var drop = 0.5 * ChiSquaredDistribution.UpperQuantile(1 - level, 1);
        var interval = parameter == ProfiledParameter.TauSquared
            ? ProfileLikelihood.OfVariance(Estimate, maximum, level, Scale, LogLikelihood)
            : new Interval(Limit(-1, maximum - drop), Limit(1, maximum - drop), level);
        var (from, to) = (lower ?? Start(interval, parameter), upper ?? End(interval));
        if (!(from < to) || !double.IsFinite(from) || !double.IsFinite(to) || (parameter == ProfiledParameter.TauSquared && from < 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"A profile from {from} to {to} cannot be traced."), nameof(lower));
        }

        return new LikelihoodProfile
        {
            Parameter = parameter,
            Restricted = Restricted,
            Points = [.. Enumerable.Range(0, points).Select(i => from + (to - from) * i / (points - 1)).Select(at => new ProfilePoint(at, LogLikelihood(at)))],
            Estimate = Estimate,
            Maximum = maximum,
            CutOff = maximum - drop,
            Interval = interval,
        };
    }

    private static ProfileSource TauSquared(RandomEffectsFit fit, WeightedRegression regression, double typical)
    {
        var restricted = fit.Settings.Common || fit.Settings.Estimator != TauSquaredEstimator.Ml;
        double LogLikelihood(double tau2)
        {
            var moments = regression.At(tau2);
            return restricted ? regression.RestrictedLogLikelihood(moments) : regression.LogLikelihood(moments);
        }

        var best = LikelihoodTauSquared.Maximise(regression, restricted, fit.Settings.Tolerance, fit.Settings.MaxIterations).Value;
        return new ProfileSource(best, typical, restricted, LogLikelihood);
    }

    private static ProfileSource Mean(RandomEffectsFit fit, WeightedRegression regression)
    {
        var settings = fit.Settings;
        var tau2 = settings.Common ? 0 : LikelihoodTauSquared.Maximise(regression, restricted: false, settings.Tolerance, settings.MaxIterations).Value;
        var moments = regression.At(tau2);
        var estimate = regression.Coefficients[0];
        var shifted = new double[regression.Count];
        var rest = new WeightedRegression(shifted, regression.Variances.ToArray(), DesignMatrix.Empty(regression.Count));
        double LogLikelihood(double value)
        {
            for (var i = 0; i < shifted.Length; i++)
            {
                shifted[i] = regression.Effects[i] - value;
            }

            var best = settings.Common ? 0 : LikelihoodTauSquared.Maximise(rest, restricted: false, settings.Tolerance, settings.MaxIterations).Value;
            return rest.LogLikelihood(rest.At(best));
        }

        return new ProfileSource(estimate, Math.Sqrt(1 / moments.SumW), false, LogLikelihood);
    }

    private double Limit(int side, double cutOff)
    {
        double Excess(double value) => LogLikelihood(value) - cutOff;
        return RootFinding.Bracket(Excess, Estimate, side * Scale, Estimate + side * Farthest * Scale) is var (from, to)
            ? RootFinding.Brent(Excess, from, to, 1e-12 * Scale)
            : side * double.PositiveInfinity;
    }

    private double Start(Interval interval, ProfiledParameter parameter)
    {
        if (parameter == ProfiledParameter.TauSquared)
        {
            return double.IsFinite(interval.Upper) ? Math.Max(0, interval.Lower - Margin * interval.Width) : 0;
        }

        return double.IsFinite(interval.Lower) ? interval.Lower - Margin * (Estimate - interval.Lower) : Estimate - Shown * Scale;
    }

    private double End(Interval interval) =>
        double.IsFinite(interval.Upper) ? interval.Upper + Margin * (interval.Upper - Estimate) : Math.Max(4 * Estimate, Estimate + Shown * Scale);
}
