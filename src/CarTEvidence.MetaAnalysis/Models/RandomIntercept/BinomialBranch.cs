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

    private readonly Vector512<double> _x;
    private readonly Vector512<double> _n;
    private readonly Vector512<double> _q;
    private readonly Vector512<double> _p;
    private readonly Vector512<double> _sign;
    private readonly bool _large;

    public BinomialBranch(double x, double n, double q, double p, int sign, bool large)
    {
        _x = Vector512.Create(x);
        _n = Vector512.Create(n);
        _q = Vector512.Create(Math.Max(q, Smallest));
        _p = Vector512.Create(p);
        _sign = Vector512.Create((double)sign);
        _large = large;
    }

    /// <inheritdoc/>
    public void Follow(Vector512<double> distance, out Vector512<double> change, out Vector512<double> score, out Vector512<double> information)
    {
        var moved = _p * Vector512.Exp(-distance);
        var sum = _q + moved;
        change = _large ? LargeChange(distance) : -_x * distance - _n * Vector512.Log(sum);
        var (events, others) = (_n * moved / sum, _n * _q / sum);

        // Of the two differences the one of the smaller numbers: with a billion patients the other keeps seven decimals.
        score = _sign * Vector512.ConditionalSelect(Vector512.LessThan(moved, _q), _x - events, others - (_n - _x));
        information = events * _q / sum;
    }

    /// <summary>
    /// Of the two forms of log(q + p e^−d) the one whose logarithm stays small: with a billion patients the last digit of the other one is worth thousands of units of the
    /// log-likelihood where q is tiny.
    /// </summary>
    private Vector512<double> LargeChange(Vector512<double> distance)
    {
        const double Largest = 700;
        var small = Vector512.LessThan(_q, Vector512.Create(0.5)) & Vector512.LessThan(distance, Vector512.Create(Largest));
        var signed = Vector512.ConditionalSelect(small, distance, -distance);
        var weight = Vector512.ConditionalSelect(small, _q, _p);
        var linear = Vector512.ConditionalSelect(small, _n - _x, _x);
        return linear * signed - _n * SaddlePoint.LogOnePlus(weight * SaddlePoint.ExponentialMinusOne(signed));
    }
}
