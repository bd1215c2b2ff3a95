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

    /// <inheritdoc/>
    public BinomialBranch Branch(double centre, int side)
    {
        var (p, q) = Logistic.Both(centre);

        // To the right events and non-events change places.
        return side < 0 ? new BinomialBranch(_x, _n, q, p, 1, _n > Large) : new BinomialBranch(_n - _x, _n, p, q, -1, _n > Large);
    }
}
