using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The beta-binomial log-likelihood as a function of (logit of the mean p, tau) with tau² = 1 / (a + b), so that the intraclass correlation is tau² / (1 + tau²).</summary>
/// <remarks>
/// log C(n, x) + Σ log(p + j tau²) over x terms + Σ log(q + j tau²) over n − x terms − Σ log(1 + j tau²) over n terms: even in tau and smooth at 0,
/// where it is the binomial, so that the search and the profile limits of random-intercept models serve it too.
/// </remarks>
internal sealed class BetaBinomialLikelihood(DistinctStudies studies) : IInterceptLikelihood
{
    private readonly double[] _logCoefficients = Array.ConvertAll(
        studies.Pairs, s => SaddlePoint.LogBinomial(s.Events, s.Total, 0.5, 0.5) + s.Total * Math.Log(2));

    // Studies have counts in common: each sum is computed once an evaluation.
    private readonly RisingSums[] _events = RisingSums.Table(studies.Pairs.Max(s => s.Events));
    private readonly RisingSums[] _others = RisingSums.Table(studies.Pairs.Max(s => s.Total - s.Events));
    private readonly RisingSums[] _all = RisingSums.Table(studies.Pairs.Max(s => s.Total));

    /// <inheritdoc/>
    public InterceptDerivatives Evaluate(double mu, double tau)
    {
        var (p, q) = Logistic.Both(mu);
        var t = tau * tau;
        var sum = default(InterceptDerivatives);
        RisingSums.Fill(p, t, _events);
        RisingSums.Fill(q, t, _others);
        RisingSums.Fill(1, t, _all);
        for (var i = 0; i < studies.Pairs.Length; i++)
        {
            var (x, n) = studies.Pairs[i];
            var events = RisingSums.Of(p, t, x, _events);
            var others = RisingSums.Of(q, t, n - x, _others);
            var all = RisingSums.Of(1, t, n, _all);

            // Derivatives in the mean and in t, then by the chain rule in the logit (dp = pq) and in tau (dt = 2 tau).
            var first = events.M - others.M;
            var slope = events.T + others.T - all.T;
            var one = new InterceptDerivatives
            {
                Value = _logCoefficients[i] + events.Log + others.Log - all.Log,
                Mu = p * q * first,
                Tau = 2 * tau * slope,
                MuMu = p * q * p * q * (events.MM + others.MM) + p * q * (q - p) * first,
                MuTau = 2 * tau * p * q * (events.MT - others.MT),
                TauTau = 4 * t * (events.TT + others.TT - all.TT) + 2 * slope,
            };
            sum.Add(one, studies.Counts[i]);
        }

        return sum;
    }
}
