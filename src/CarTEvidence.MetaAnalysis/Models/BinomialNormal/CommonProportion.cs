using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The binomial-normal log-likelihood without heterogeneity: a function of the pooled counts but for a constant.</summary>
internal sealed class CommonProportion
{
    private readonly double _events, _total;

    // The log-likelihood at the pooled proportion, less that of the pooled counts.
    private readonly double _constant;

    // Sums over studies of r², r n and n², r being events less their expected number at the pooled proportion.
    private readonly double _residualSquares, _residualTotals, _totalSquares;

    /// <summary>Sums the studies up.</summary>
    public CommonProportion(DistinctStudies studies)
    {
        for (var i = 0; i < studies.Pairs.Length; i++)
        {
            _events += studies.Counts[i] * studies.Pairs[i].Events;
            _total += studies.Counts[i] * studies.Pairs[i].Total;
        }

        var (p, q) = (_events / _total, (_total - _events) / _total);
        _constant = -SaddlePoint.LogBinomial(_events, _total, p, q);
        for (var i = 0; i < studies.Pairs.Length; i++)
        {
            double x = studies.Pairs[i].Events;
            double n = studies.Pairs[i].Total;
            var residual = p < q ? x - n * p : n * q - (n - x);
            _constant += studies.Counts[i] * SaddlePoint.LogBinomial(x, n, p, q);
            _residualSquares += studies.Counts[i] * residual * residual;
            _residualTotals += studies.Counts[i] * residual * n;
            _totalSquares += studies.Counts[i] * n * n;
        }
    }

    /// <summary>Value and derivatives at tau = 0.</summary>
    public InterceptDerivatives Evaluate(double mu)
    {
        var (p, q) = Logistic.Both(mu);
        var score = p < q ? _events - _total * p : _total * q - (_total - _events);
        var information = _total * p * q;
        var shift = score / _total;
        return new InterceptDerivatives
        {
            Value = _constant + SaddlePoint.LogBinomial(_events, _total, p, q),
            Mu = score,
            MuMu = -information,
            TauTau = _residualSquares + shift * (2 * _residualTotals + shift * _totalSquares) - information,
        };
    }
}
