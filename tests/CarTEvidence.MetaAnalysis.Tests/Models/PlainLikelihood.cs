using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models;

/// <summary>The binomial-normal likelihood written plainly, without regard to speed, in two ways.</summary>
internal static class PlainLikelihood
{
    private static readonly GaussRule SixtyOne = GaussRule.Hermite(61);

    /// <summary>By the trapezoidal rule with a step far below every width of the integrand.</summary>
    public static double Exact(ProportionData data, double mu, double tau) => data.Sum(s => Trapezoidal(s.Events, s.Total, mu, tau));

    /// <summary>By 61 Gauss–Hermite nodes around the mode of each study, as the reference files have it.</summary>
    public static double SixtyOneNodes(ProportionData data, double mu, double tau) => data.Sum(s => GaussHermite(s.Events, s.Total, mu, tau));

    /// <summary>The profile log-likelihood of μ (limits "muLower", "muUpper") or of tau² ("tau2Upper") at a value.</summary>
    public static double Profile(ProportionData data, string limit, double at, Func<ProportionData, double, double, double> likelihood) => limit == "tau2Upper"
        ? Maximisation.Brent(mu => likelihood(data, mu, Math.Sqrt(at)), -12, 12).Value
        : Maximisation.Brent(tau => likelihood(data, at, tau), 0.5, 12).Value;

    /// <summary>One study's log marginal likelihood.</summary>
    public static double Trapezoidal(long events, long total, double mu, double tau)
    {
        var study = new BinomialLikelihood(events, total);
        var (mode, width) = Mode(study, mu, tau);
        var top = Log(study, mu, tau, mode);
        var step = 0.2 * Math.Min(1 / tau, width);
        var sum = 1.0;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            for (var j = 1; Log(study, mu, tau, mode + side * j * step) - top > -45; j++)
            {
                sum += Math.Exp(Log(study, mu, tau, mode + side * j * step) - top);
            }
        }

        return top + Math.Log(sum * step);
    }

    private static double GaussHermite(long events, long total, double mu, double tau)
    {
        var study = new BinomialLikelihood(events, total);
        var (mode, width) = Mode(study, mu, tau);
        var top = Log(study, mu, tau, mode);
        var sum = 0.0;
        for (var i = 0; i < SixtyOne.Nodes.Length; i++)
        {
            var z = SixtyOne.Nodes.Span[i];
            sum += SixtyOne.Weights.Span[i] * Math.Exp(Log(study, mu, tau, mode + width * z) - top + 0.5 * z * z);
        }

        return top + Math.Log(sum * width * Math.Sqrt(2 * Math.PI));
    }

    private static double Log(BinomialLikelihood study, double mu, double tau, double u) => study.Value(mu + tau * u) - 0.5 * u * u - 0.5 * Math.Log(2 * Math.PI);

    private static (double Mode, double Width) Mode(BinomialLikelihood study, double mu, double tau)
    {
        var (low, high) = (-1e3, 1e3);
        for (var i = 0; i < 80; i++)
        {
            var u = 0.5 * (low + high);
            (low, high) = tau * study.Slope(mu + tau * u).Score > u ? (u, high) : (low, u);
        }

        return (low, 1 / Math.Sqrt(1 + tau * tau * study.Slope(mu + tau * low).Information));
    }
}
