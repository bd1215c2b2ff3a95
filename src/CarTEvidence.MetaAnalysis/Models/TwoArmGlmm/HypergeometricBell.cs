using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Fisher's non-central hypergeometric distribution far from its ends, as the smooth bell that it is there; the term of the most likely count is 1.</summary>
internal readonly struct HypergeometricBell
{
    /// <summary>Standard deviation, in counts, from which fewer terms than counts are summed.</summary>
    private const double Wide = 300;

    /// <summary>Standard deviations within which the terms stay above 1e-18 of the largest, with room for skewness.</summary>
    private const double Reach = 12;

    /// <summary>Steps to a standard deviation: what is left out is exp(−2π²·9), below 1e-77.</summary>
    private const double StepsPerDeviation = 3;

    private readonly double _n1;
    private readonly double _n2;
    private readonly double _m;
    private readonly double _most;
    private readonly double _deviation;
    private readonly double _slope;

    /// <summary>The distribution given its margins and log odds ratio, about its most likely count.</summary>
    public HypergeometricBell(double n1, double n2, double m, double most, double eta)
    {
        _n1 = n1;
        _n2 = n2;
        _m = m;
        _most = most;
        double a = most, b = n1 - most, c = m - most, d = n2 - m + most;
        _deviation = 1 / Math.Sqrt(1 / a + 1 / b + 1 / c + 1 / d);
        var nearest = Math.Min(Math.Min(a, b), Math.Min(c, d));
        IsWide = _deviation > Wide && nearest > Reach * _deviation;
        // Against two binomials whose peaks are at the most likely count hardly any slope is left, so that nothing large cancels.
        _slope = eta - Math.Log(a / b) + Math.Log(c / d);
    }

    /// <summary>Whether the bell stands for the terms: wide enough, and its ends out of reach.</summary>
    public bool IsWide { get; }

    /// <summary>Log of a count's term.</summary>
    public double LogTerm(double x) => LogBinomials(x) - LogBinomials(_most) + _slope * (x - _most);

    /// <summary>The most likely count, log of the sum of all terms, mean and variance.</summary>
    public (double Most, double LogSum, double Mean, double Variance) Moments()
    {
        var step = Math.Floor(_deviation / StepsPerDeviation);
        var steps = (int)Math.Min(Math.Ceiling(Reach * StepsPerDeviation), Math.Floor(Reach * _deviation / step));
        double sum = 0, first = 0, second = 0;
        for (var i = -steps; i <= steps; i++)
        {
            var d = i * step;
            var term = Math.Exp(LogTerm(_most + d));
            sum += term;
            first += d * term;
            second += d * d * term;
        }

        var mean = first / sum;
        return (_most, Math.Log(sum * step), _most + mean, second / sum - mean * mean);
    }

    private double LogBinomials(double x) =>
        SaddlePoint.LogBinomial(x, _n1, _most / _n1, (_n1 - _most) / _n1) + SaddlePoint.LogBinomial(_m - x, _n2, (_m - _most) / _n2, (_n2 - _m + _most) / _n2);
}
