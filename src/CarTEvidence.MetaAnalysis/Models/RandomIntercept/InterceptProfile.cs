namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Profile-likelihood limits of the mean, of tau and of the average proportion of a random-intercept model.</summary>
/// <remarks>
/// Each quantity is held fixed while the rest is maximised; the limits are where the log-likelihood has fallen by half the chi-squared quantile
/// on one degree of freedom. S. S. Wilks, Ann. Math. Stat. 1938;9:60–62, doi:10.1214/aoms/1177732360.
/// </remarks>
internal sealed partial class InterceptProfile(IInterceptLikelihood likelihood, InterceptMaximum fit, double quantile)
{
    // Beyond this logit a proportion cannot be told from 0 or 1.
    private const double Farthest = 1e4;

    private double Maximum => fit.Derivatives.Value;

    /// <summary>One limit of μ.</summary>
    /// <param name="side">−1 for the lower limit, +1 for the upper.</param>
    /// <returns>±∞ if the likelihood does not exclude it.</returns>
    public double Mean(int side)
    {
        if (ProfileCorner.TryFind(likelihood, fit, (mu, _) => new InterceptDerivatives { Value = mu, Mu = 1 }, quantile, side, out var limit, out var warm)
            && !HomogeneousIsBetter(limit))
        {
            return limit;
        }

        warm = fit.Tau;
        return ProfileLimit.Find(
            mu =>
            {
                var point = HeterogeneityCurve.Maximise(tau => AtMean(mu, tau), ref warm);
                return (point.Value, point.Interest);
            },
            fit.Mu, Maximum, quantile, side * quantile * fit.MuStandardError, side * Farthest);
    }

    /// <summary>One limit of the logit of the average proportion.</summary>
    /// <param name="side">−1 for the lower limit, +1 for the upper.</param>
    public double Average(int side)
    {
        var average = new LogisticAverage();
        if (ProfileCorner.TryFind(likelihood, fit, average.Logit, quantile, side, out var limit, out var warm) && !HomogeneousIsBetter(limit))
        {
            return limit;
        }

        var at = average.Logit(fit.Mu, fit.Tau);
        warm = fit.Tau;
        var mu = fit.Mu;
        return ProfileLimit.Find(
            logit =>
            {
                var point = HeterogeneityCurve.Maximise(tau => AtAverage(average, logit, tau, ref mu), ref warm);
                return (point.Value, point.Interest);
            },
            at.Value, Maximum, quantile, side * quantile * AverageStandardError(at), side * Farthest);
    }

    /// <summary>Delta-method standard error of the logit of the average proportion, from its derivatives at the fit.</summary>
    public double AverageStandardError(in InterceptDerivatives at)
    {
        var tau = fit.TauStandardError ?? 0;
        var mu = fit.MuStandardError;
        return Math.Sqrt(at.Mu * at.Mu * mu * mu + 2 * at.Mu * at.Tau * fit.MuTauCovariance + at.Tau * at.Tau * tau * tau);
    }

    /// <summary>Limits of tau: the lower is 0 where homogeneity is not excluded, the upper is ∞ where nothing is.</summary>
    public (double Lower, double Upper) Tau()
    {
        static InterceptDerivatives Itself(double mu, double tau) => new() { Value = tau, Tau = 1 };
        var mu = fit.Mu;
        (double Value, double Slope) Profile(double tau)
        {
            mu = MaximiseMean(mu, tau, out var at);
            return (at.Value, at.Tau);
        }

        var atZero = Profile(0).Value;
        var lower = 0.0;
        var spread = fit.TauStandardError is { } se && double.IsFinite(se) ? se : 1;
        if (fit.Tau > 0 && Maximum - atZero > 0.5 * quantile * quantile
            && !ProfileCorner.TryFind(likelihood, fit, Itself, quantile, -1, out lower, out _))
        {
            mu = fit.Mu;
            lower = ProfileLimit.Find(Profile, fit.Tau, Maximum, quantile, -Math.Min(0.5 * fit.Tau, quantile * spread), 0);
        }

        if (ProfileCorner.TryFind(likelihood, fit, Itself, quantile, 1, out var upper, out _))
        {
            return (lower, upper);
        }

        mu = fit.Mu;
        var first = Math.Min(quantile * spread, 1 + fit.Tau);
        return (lower, ProfileLimit.Find(Profile, fit.Tau, Maximum, quantile, first, InterceptIntegral.LargestTau));
    }

    /// <summary>Whether at this logit no heterogeneity at all is likelier than the limit's target: the profile has a second, higher branch.</summary>
    private bool HomogeneousIsBetter(double logit) => likelihood.Evaluate(logit, 0).Value > Maximum - 0.5 * quantile * quantile + 1e-9;

    private CurvePoint AtMean(double mu, double tau)
    {
        var d = likelihood.Evaluate(mu, tau);
        return new CurvePoint(d.Value, d.Tau, d.TauTau, d.Mu, mu);
    }

    private CurvePoint AtAverage(LogisticAverage average, double logit, double tau, ref double mu)
    {
        mu = average.Solve(logit, tau, mu, out var a);
        var d = likelihood.Evaluate(mu, tau);

        // Along the curve μ(tau) of equal average: μ' = −a_tau / a_μ, and μ'' by differentiating once more.
        var first = -a.Tau / a.Mu;
        var second = -(a.MuMu * first * first + 2 * a.MuTau * first + a.TauTau) / a.Mu;
        return new CurvePoint(
            d.Value,
            d.Tau + d.Mu * first,
            d.TauTau + 2 * d.MuTau * first + d.MuMu * first * first + d.Mu * second,
            d.Mu / a.Mu,
            mu);
    }

    /// <summary>The best μ for a given tau: the log-likelihood is concave in μ (a marginal of a log-concave function), but where a spread of study effects is maximised out as well.</summary>
    private double MaximiseMean(double start, double tau, out InterceptDerivatives at)
    {
        var mu = start;
        at = likelihood.Evaluate(mu, tau);
        for (var iteration = 0; iteration < 100; iteration++)
        {
            var step = at.MuMu < 0 ? Math.Clamp(-at.Mu / at.MuMu, -2 - tau, 2 + tau) : Math.CopySign(2 + tau, at.Mu);
            if (!(Math.Abs(step * at.Mu) > 1e-15 * (1 + Math.Abs(at.Value))))
            {
                break;
            }

            var next = likelihood.Evaluate(mu + step, tau);
            while (next.Value < at.Value && Math.Abs(step) > 1e-14 * (1 + Math.Abs(mu)))
            {
                step *= 0.25;
                next = likelihood.Evaluate(mu + step, tau);
            }

            if (next.Value < at.Value)
            {
                break;
            }

            mu += step;
            at = next;
        }

        return mu;
    }
}
