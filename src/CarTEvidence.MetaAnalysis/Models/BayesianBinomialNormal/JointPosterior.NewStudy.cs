using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>A new study.</content>
internal sealed partial class JointPosterior
{
    private static readonly GaussRule Normal = GaussRule.Hermite(31);

    // Below this tau the grid of μ is too coarse for a step of that width: there the distribution of μ is averaged over the normal instead.
    private double NarrowTau => 0.5 * _width;

    /// <summary>P(logit in a new study ≤ <paramref name="logit"/>).</summary>
    public double NewStudyBelow(double logit)
    {
        var sum = ExpectFrom(NarrowTau, (mu, tau) => NormalDistribution.Lower((logit - mu) / tau));
        for (var i = 0; i < Tau.Length && Tau[i] < NarrowTau; i++)
        {
            for (var j = 0; j < Normal.Nodes.Length && _mass[i] > NegligibleMass; j++)
            {
                sum += _mass[i] * Normal.Weights.Span[j] * _muGrid.UpTo(Stretch(logit - Tau[i] * Normal.Nodes.Span[j]), _conditional[i]);
            }
        }

        return sum;
    }

    /// <summary>The logit in a new study below which probability <paramref name="p"/> lies.</summary>
    /// <remarks>Newton's method on the logit of the probability, whose slope the density is, kept inside a bracket.</remarks>
    public double NewStudyQuantile(double p)
    {
        var (low, high) = (Mu[0] - 9 * Tau[^1], Mu[^1] + 9 * Tau[^1]);
        var mean = ExpectMu(mu => mu);
        var variance = ExpectMu(mu => (mu - mean) * (mu - mean)) + _mass.Zip(Tau, (m, t) => m * t * t).Sum();
        var at = Math.Clamp(mean + NormalDistribution.Quantile(p) * Math.Sqrt(variance), low, high);
        for (var iteration = 0; iteration < 200; iteration++)
        {
            var below = NewStudyBelow(at);
            (low, high) = below < p ? (at, high) : (low, at);
            var odds = Logistic.Logit(below) - Logistic.Logit(p);
            var step = -odds * below * (1 - below) / NewStudyDensity(at);
            var next = at + step;
            if (!(next > low && next < high))
            {
                next = 0.5 * (low + high);
            }

            if (Math.Abs(next - at) <= 1e-10 * (1 + Math.Abs(at)))
            {
                return next;
            }

            at = next;
        }

        return at;
    }

    /// <summary>The probability of each number of events, 0 to n, among the patients of a new study.</summary>
    /// <remarks>Studies are smoothed in small numbers: a table for a thousand patients needs no more memory than one for ten.</remarks>
    public double[] NewStudyCounts(int patients)
    {
        const int Block = 32;
        var result = new double[patients + 1];
        foreach (var block in Enumerable.Range(0, patients + 1).Chunk(Block))
        {
            if (patients <= SmoothedLikelihoods.MostPatients)
            {
                var smoothed = new SmoothedLikelihoods([.. block.Select(x => new BinomialLikelihood(x, patients))], Mu);
                for (var i = 0; i < Tau.Length; i++)
                {
                    if (_mass[i] > NegligibleMass)
                    {
                        AddCounts(result.AsSpan(block[0], block.Length), i, smoothed.Log(Tau[i], _span[i].From, _span[i].To));
                    }
                }

                continue;
            }

            foreach (var x in block)
            {
                var study = new BinomialLikelihood(x, patients);
                var mode = 0.0;
                result[x] = ExpectFrom(0, (mu, tau) =>
                {
                    InterceptIntegral.Evaluate<BinomialLikelihood, BinomialBranch>(study, mu, tau, ref mode, QuadratureGrid.Standard, out var at);
                    return Math.Exp(at.Value);
                });
            }
        }

        return result;
    }

    private void AddCounts(Span<double> result, int tau, double[][] logs)
    {
        for (var x = 0; x < result.Length; x++)
        {
            var inner = 0.0;
            for (var j = _span[tau].From; j < _span[tau].To; j++)
            {
                inner += _muGrid.Weights[j] * _conditional[tau][j] * Math.Exp(logs[x][j]);
            }

            result[x] += _mass[tau] * inner;
        }
    }

    /// <summary>Posterior expectation of a function of (μ, tau) over the taus from a least one; the rest counts as 0.</summary>
    private double ExpectFrom(double leastTau, Func<double, double, double> f)
    {
        var sum = 0.0;
        for (var i = 0; i < Tau.Length; i++)
        {
            if (_mass[i] < NegligibleMass || Tau[i] < leastTau)
            {
                continue;
            }

            var inner = 0.0;
            for (var j = 0; j < Mu.Length; j++)
            {
                var weight = _muGrid.Weights[j] * _conditional[i][j];
                if (weight * _mass[i] > 1e-16)
                {
                    inner += weight * f(Mu[j], Tau[i]);
                }
            }

            sum += _mass[i] * inner;
        }

        return sum;
    }
}
