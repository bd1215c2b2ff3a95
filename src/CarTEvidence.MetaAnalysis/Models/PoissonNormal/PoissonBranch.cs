using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>A Poisson log-likelihood followed from η₀: at η₀ + δ it has changed by x δ − m (e^δ − 1), with m expected events at η₀.</summary>
internal readonly struct PoissonBranch : ILikelihoodBranch
{
    // Farther to the right the likelihood is 0 for any m; the exponential must not overflow.
    private static readonly Vector512<double> Farthest = Vector512.Create(100.0);

    private readonly Vector512<double> _x;
    private readonly Vector512<double> _expected;
    private readonly Vector512<double> _side;
    private readonly bool _large;

    public PoissonBranch(double x, double expected, int side, bool large)
    {
        _x = Vector512.Create(x);
        _expected = Vector512.Create(expected);
        _side = Vector512.Create((double)side);
        _large = large;
    }

    /// <inheritdoc/>
    public void Follow(Vector512<double> distance, out Vector512<double> change, out Vector512<double> score, out Vector512<double> information)
    {
        var moved = _side * distance;
        var growth = Vector512.Exp(Vector512.Min(moved, Farthest));
        information = _expected * growth;
        score = _x - information;
        change = _x * moved - _expected * (_large ? ExponentialMinusOne(moved) : growth - Vector512<double>.One);
    }

    private static Vector512<double> ExponentialMinusOne(Vector512<double> moved)
    {
        Span<double> lanes = stackalloc double[8];
        for (var i = 0; i < 8; i++)
        {
            lanes[i] = SaddlePoint.ExponentialMinusOne(Math.Min(moved[i], 100));
        }

        return Vector512.Create<double>(lanes);
    }
}
