using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Confidence intervals of tau² for inverse-variance models, and the I² and H² that follow with the typical sampling variance.</summary>
internal static class TauSquaredIntervals
{
    // As tau² grows every quantile of Q does: within this many typical sampling variances there is a limit, however small the smallest variance.
    private const double Farthest = 1e100;

    /// <summary>The interval by one method; <c>null</c> where no degrees of freedom are left.</summary>
    public static TauSquaredInterval? Compute(RandomEffectsFit fit, TauSquaredIntervalMethod method)
    {
        // Results may be read by several threads: each evaluation has its own working space.
        var regression = fit.Regression.Copy();
        if (fit.TypicalVariance is not { } typical)
        {
            return null;
        }

        var tau2 = method switch
        {
            TauSquaredIntervalMethod.QProfile => QProfile(fit, regression),
            TauSquaredIntervalMethod.ProfileLikelihood => Profile(fit, regression, typical),
            TauSquaredIntervalMethod.BiggerstaffJackson => BiggerstaffJackson(fit, regression),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Unknown interval of tau²."),
        };
        return new TauSquaredInterval(
            method, tau2, tau2.Map(t => double.IsInfinity(t) ? 100 : 100 * t / (t + typical)), tau2.Map(t => 1 + t / typical));
    }

    /// <summary>Viechtbauer 2007: the values of tau² at which the generalised Q is no surprise.</summary>
    private static Interval QProfile(RandomEffectsFit fit, WeightedRegression regression)
    {
        var alpha = 0.5 * (1 - fit.Settings.Level);
        double df = regression.DegreesOfFreedom;
        double Root(double target) => GeneralizedQ.Root(regression, target, fit.Settings.Tolerance, fit.Settings.MaxIterations).Value;
        return new Interval(
            Root(ChiSquaredDistribution.UpperQuantile(alpha, df)), Root(ChiSquaredDistribution.LowerQuantile(alpha, df)), fit.Settings.Level);
    }

    /// <summary>Hardy and Thompson 1996: by the full likelihood for ML, by the restricted one for every other estimator.</summary>
    private static Interval Profile(RandomEffectsFit fit, WeightedRegression regression, double typical)
    {
        var restricted = fit.Settings.Common || fit.Settings.Estimator != TauSquaredEstimator.Ml;
        double LogLikelihood(double tau2)
        {
            var moments = regression.At(tau2);
            return restricted ? regression.RestrictedLogLikelihood(moments) : regression.LogLikelihood(moments);
        }

        var best = LikelihoodTauSquared.Maximise(regression, restricted, fit.Settings.Tolerance, fit.Settings.MaxIterations).Value;
        return ProfileLikelihood.OfVariance(best, LogLikelihood(best), fit.Settings.Level, typical, LogLikelihood);
    }

    /// <summary>Biggerstaff and Jackson 2008: the values of tau² under which the Q observed lies between its exact quantiles.</summary>
    private static Interval BiggerstaffJackson(RandomEffectsFit fit, WeightedRegression regression)
    {
        var alpha = 0.5 * (1 - fit.Settings.Level);
        return new Interval(Root(1 - alpha), Root(alpha), fit.Settings.Level);

        double Root(double probability)
        {
            double Excess(double tau2) => CochranQDistribution.Lower(regression, tau2, fit.Q) - probability;
            if (!(Excess(0) > 0))
            {
                return 0;
            }

            var bracket = RootFinding.Bracket(Excess, 0, fit.TypicalVariance!.Value, Farthest * fit.TypicalVariance.Value);
            return bracket is { } b ? RootFinding.Brent(Excess, b.From, b.To, 1e-12 * b.To) : double.PositiveInfinity;
        }
    }
}
