using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>log w of a selection function at x = y/√v, with its derivatives in the logarithms of its parameters.</summary>
internal sealed class SelectionWeight
{
    // Beta and power weights are infinite or 0 at p = 0 and 1: Citkowicz and Vevea (2017) censor p-values at this distance, and so does R's metafor.
    private const double Censored = 1e-5;

    private readonly SelectionFunction _function;
    private readonly bool _twoSided;
    private readonly double[] _cuts;
    private readonly (double Low, double High) _logP;

    public SelectionWeight(SelectionFunction function, bool twoSided, double[] cuts)
    {
        _function = function;
        _twoSided = twoSided;
        _cuts = function == SelectionFunction.Step ? cuts : [];
        var censors = function is SelectionFunction.Beta or SelectionFunction.Power;
        _logP = censors ? (Math.Log(Censored), Math.Log(1 - Censored)) : (double.NegativeInfinity, 0);
        double[] kinks = censors ? [Censored, 1 - Censored] : _cuts;
        double[] jumps = [.. kinks.Select(c => NormalDistribution.UpperQuantile(twoSided ? c / 2 : c))];

        // A two-sided p-value has a kink at 0, and a power of 1 − p no second derivative there: panels are graded towards it.
        double[] graded = censors && twoSided ? [1e-4, 1e-3, 1e-2, 0.1] : [];
        Breaks = twoSided ? [0, .. jumps, .. jumps.Select(x => -x), .. graded, .. graded.Select(x => -x)] : jumps;
    }

    /// <summary>Where w has a jump or a kink, in x.</summary>
    public double[] Breaks { get; }

    public int ParameterCount => _function switch { SelectionFunction.Step => _cuts.Length, SelectionFunction.Beta => 2, _ => 1 };

    public int IntervalCount => _cuts.Length + 1;

    /// <summary>The p-value at x.</summary>
    public SelectionPoint At(double x)
    {
        var upper = NormalDistribution.Upper(_twoSided ? Math.Abs(x) : x);
        var p = _twoSided ? Math.Min(1, 2 * upper) : upper;
        var complement = _twoSided ? Math.Max(0, 1 - p) : NormalDistribution.Lower(x);
        var interval = 0;
        while (interval < _cuts.Length && p > _cuts[interval])
        {
            interval++;
        }

        return new SelectionPoint(x, Math.Clamp(Math.Log(p), _logP.Low, _logP.High), Math.Clamp(Math.Log(complement), _logP.Low, _logP.High), interval);
    }

    /// <summary>log w(p).</summary>
    public double Log(in SelectionPoint point, ReadOnlySpan<double> delta)
    {
        switch (_function)
        {
            case SelectionFunction.Step:
                return point.Interval == 0 ? 0 : Math.Log(delta[point.Interval - 1]);
            case SelectionFunction.Beta:
                return ((delta[0] - 1) * point.LogP) + ((delta[1] - 1) * point.LogComplement);
            case SelectionFunction.Power:
                return delta[0] * point.LogComplement;
            default:
                var p = Math.Exp(point.LogP);
                return _function switch
                {
                    SelectionFunction.HalfNormal => -delta[0] * p * p,
                    SelectionFunction.NegativeExponential => -delta[0] * p,
                    _ => Math.Log(2) - (delta[0] * p) - Math.Log(1 + Math.Exp(-delta[0] * p)),
                };
        }
    }

    /// <summary>The derivatives of log w in log δ: the gradient into <paramref name="first"/> (length of δ), the second ones into the lower right of a (2 + length)² matrix.</summary>
    public void Derivatives(in SelectionPoint point, ReadOnlySpan<double> delta, Span<double> first, Span<double> second)
    {
        var q = 2 + delta.Length;
        first.Clear();
        if (_function == SelectionFunction.Step)
        {
            if (point.Interval > 0)
            {
                first[point.Interval - 1] = 1;
            }

            return;
        }

        if (_function == SelectionFunction.Logistic)
        {
            // With h = 1 / (1 + exp(−δp)): d log w / dδ = −p h and d²log w / dδ² = −p² h (1 − h).
            var p = Math.Exp(point.LogP);
            var h = 1 / (1 + Math.Exp(-delta[0] * p));
            first[0] = -delta[0] * p * h;
            second[(2 * q) + 2] = first[0] - (delta[0] * delta[0] * p * p * h * (1 - h));
            return;
        }

        // log w is linear in δ: both derivatives in log δ are δ times the slope.
        first[0] = delta[0] * (_function switch
        {
            SelectionFunction.Beta => point.LogP,
            SelectionFunction.Power => point.LogComplement,
            SelectionFunction.HalfNormal => -Math.Exp(2 * point.LogP),
            _ => -Math.Exp(point.LogP),
        });
        second[(2 * q) + 2] = first[0];
        if (_function == SelectionFunction.Beta)
        {
            first[1] = delta[1] * point.LogComplement;
            second[(3 * q) + 3] = first[1];
        }
    }
}
