using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>x events among n patients, the probability of an event being expit(η): ℓ(η) = log C(n, x) + x η − n log(1 + e^η).</summary>
internal readonly struct BinomialLikelihood : ICountLikelihood<BinomialBranch>
{
    // Below this size the plain formula rounds by less than 1e-10; above it the saddle-point form does.
    private const double Large = 1e5;

    private readonly double _x;
    private readonly double _n;
    private readonly double _logCoefficient;

    /// <summary>Takes the events and the patients of one study.</summary>
    public BinomialLikelihood(double events, double total)
    {
        _x = events;
        _n = total;
        _logCoefficient = SaddlePoint.LogBinomial(events, total, 0.5, 0.5) + total * Math.Log(2);
        Peak = Math.Log((events + 0.5) / (total - events + 0.5));
    }

    /// <inheritdoc/>
    public double Peak { get; }

    /// <summary>Where it is highest; infinite on an open side.</summary>
    public double Maximum => Math.Log(_x / (_n - _x));

    /// <summary>Patients.</summary>
    public double Total => _n;

    /// <summary>The side on which the likelihood stays at 1 for ever: −1 without events, +1 with nothing but events, else 0.</summary>
    public int OpenSide => _x == 0 ? -1 : _x == _n ? 1 : 0;

    /// <inheritdoc/>
    public double Value(double eta)
    {
        if (_n > Large && Math.Abs(eta) < 700)
        {
            var (p, q) = Logistic.Both(eta);
            return SaddlePoint.LogBinomial(_x, _n, p, q);
        }

        return _logCoefficient + _x * Math.Min(eta, 0) + (_x - _n) * Math.Max(eta, 0) - _n * SaddlePoint.LogOnePlus(Math.Exp(-Math.Abs(eta)));
    }

    /// <inheritdoc/>
    public (double Score, double Information) Slope(double eta)
    {
        var (p, q) = Logistic.Both(eta);
        return (p < q ? _x - _n * p : _n * q - (_n - _x), _n * p * q);
    }

    /// <summary>The likelihood itself at eight places; vanishes where its logarithm is below about −745.</summary>
    /// <remarks>The logarithm is plain: its error is that of n rounding units, which up to a thousand patients leaves twelve digits.</remarks>
    public Vector512<double> Likelihood(Vector512<double> eta)
    {
        var zero = Vector512<double>.Zero;
        var tail = Vector512.Log(Vector512<double>.One + Vector512.Exp(-Vector512.Abs(eta)));
        return Vector512.Exp(Vector512.Create(_logCoefficient) + _x * Vector512.Min(eta, zero) + (_x - _n) * Vector512.Max(eta, zero) - _n * tail);
    }

    /// <inheritdoc/>
    public BinomialBranch Branch(double centre, int side)
    {
        var (p, q) = Logistic.Both(centre);

        // To the right events and non-events change places.
        return side < 0 ? new BinomialBranch(_x, _n, q, p, 1, _n > Large) : new BinomialBranch(_n - _x, _n, p, q, -1, _n > Large);
    }
}
