namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The average proportion over studies, E expit(μ + tau Z), on the logit scale, with its derivatives in (μ, tau).</summary>
/// <remarks>
/// The average is the marginal likelihood of one patient with an event, its complement that of one patient without:
/// the quadrature of the model gives both to full relative accuracy, and the logit by difference.
/// </remarks>
internal sealed class LogisticAverage
{
    private static readonly BinomialLikelihood Event = new(1, 1);
    private static readonly BinomialLikelihood NoEvent = new(0, 1);

    private double _eventMode;
    private double _noEventMode;

    /// <summary>logit E expit(μ + tau Z) and its derivatives.</summary>
    public InterceptDerivatives Logit(double mu, double tau)
    {
        InterceptIntegral.Evaluate<BinomialLikelihood, BinomialBranch>(Event, mu, tau, ref _eventMode, QuadratureGrid.Standard, out var result);
        InterceptIntegral.Evaluate<BinomialLikelihood, BinomialBranch>(NoEvent, mu, tau, ref _noEventMode, QuadratureGrid.Standard, out var complement);
        result.Add(complement, -1);
        return result;
    }

    /// <summary>The μ at which the average has the given logit.</summary>
    /// <param name="logit">Wanted logit of the average.</param>
    /// <param name="tau">Between-study standard deviation.</param>
    /// <param name="start">A guess at μ.</param>
    /// <param name="derivatives">The derivatives of the logit at the solution.</param>
    public double Solve(double logit, double tau, double start, out InterceptDerivatives derivatives)
    {
        // The logit of the average increases in μ with a slope between 0 and 1.
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        var mu = tau == 0 ? logit : start;
        for (var iteration = 0; ; iteration++)
        {
            derivatives = Logit(mu, tau);
            var missing = logit - derivatives.Value;
            var step = missing / Math.Max(derivatives.Mu, 1e-12);
            if (Math.Abs(missing) <= 1e-12 * (1 + Math.Abs(logit)) || iteration == 100)
            {
                return mu;
            }

            (low, high) = missing > 0 ? (mu, high) : (low, mu);
            var next = mu + Math.Clamp(step, -4 * (1 + tau), 4 * (1 + tau));
            mu = next > low && next < high ? next : 0.5 * (low + high);
        }
    }
}
