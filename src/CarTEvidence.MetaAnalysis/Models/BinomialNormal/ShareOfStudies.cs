using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The share of studies with the event, where in each study all patients or none have it: the binomial likelihood of studies as trials.</summary>
/// <param name="Value">The share.</param>
/// <param name="Logit">Its likelihood-ratio interval, on the logit scale.</param>
/// <param name="LogLikelihood">The log-likelihood at the share.</param>
internal sealed record ShareOfStudies(double Value, Interval Logit, double LogLikelihood)
{
    /// <summary>Computes it; both kinds of studies are present.</summary>
    public static ShareOfStudies Of(ProportionFrame frame)
    {
        var with = 0.0;
        for (var i = 0; i < frame.Studies.Pairs.Length; i++)
        {
            with += frame.Studies.Pairs[i].Events > 0 ? frame.Studies.Counts[i] : 0;
        }

        return Of(with, frame.Count, frame.Options.Level);
    }

    /// <summary>Computes it for <paramref name="with"/> of <paramref name="k"/> studies, neither none nor all.</summary>
    public static ShareOfStudies Of(double with, double k, double level)
    {
        var maximum = with * Math.Log(with / k) + (k - with) * Math.Log((k - with) / k);
        var quantile = NormalDistribution.UpperQuantile(0.5 * (1 - level));
        double Fall(double logit) =>
            -with * Logistic.LogOnePlusExp(-logit) - (k - with) * Logistic.LogOnePlusExp(logit) - maximum + 0.5 * quantile * quantile;
        double Limit(int side)
        {
            var (from, to) = RootFinding.Bracket(Fall, Math.Log(with / (k - with)), side, side * 1e6)
                ?? throw new InvalidOperationException("A binomial likelihood falls without bound.");
            return RootFinding.Brent(Fall, from, to);
        }

        return new ShareOfStudies(with / k, new Interval(Limit(-1), Limit(1), level), maximum);
    }
}
