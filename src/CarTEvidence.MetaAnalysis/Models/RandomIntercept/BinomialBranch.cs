using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>A binomial log-likelihood followed from η₀ towards −∞, or its mirror image towards +∞.</summary>
/// <remarks>
/// At distance δ: −x δ − n log(q + p e^−δ), with p and q the probabilities of an event and of none at η₀.
/// No exponential can overflow, and near the centre nothing cancels.
/// </remarks>
internal readonly struct BinomialBranch : ILikelihoodBranch
{
    // Keeps the logarithm finite where q underflows, some 700 units of the logit away.
    private const double Smallest = 1e-300;

    private readonly Vector256<double> _x;
    private readonly Vector256<double> _n;
    private readonly Vector256<double> _q;
    private readonly Vector256<double> _p;
    private readonly Vector256<double> _sign;
    private readonly bool _large;

    public BinomialBranch(double x, double n, double q, double p, int sign, bool large)
    {
        _x = Vector256.Create(x);
        _n = Vector256.Create(n);
        _q = Vector256.Create(Math.Max(q, Smallest));
        _p = Vector256.Create(p);
        _sign = Vector256.Create((double)sign);
        _large = large;
    }

    /// <inheritdoc/>
    public void Follow(Vector256<double> distance, out Vector256<double> change, out Vector256<double> score, out Vector256<double> information)
    {
        var moved = _p * Vector256.Exp(-distance);
        var sum = _q + moved;
        change = -_x * distance - _n * (_large ? LogOnePlus(distance) : Vector256.Log(sum));
        var expected = _n * moved / sum;
        score = _sign * (_x - expected);
        information = expected * _q / sum;
    }

    /// <summary>log(1 + p (e^−δ − 1)), which keeps its relative accuracy where many patients make the steps small.</summary>
    private Vector256<double> LogOnePlus(Vector256<double> distance)
    {
        Span<double> lanes = stackalloc double[4];
        for (var i = 0; i < 4; i++)
        {
            lanes[i] = SaddlePoint.LogOnePlus(_p[0] * SaddlePoint.ExponentialMinusOne(-distance[i]));
        }

        return Vector256.Create<double>(lanes);
    }
}
