using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>
/// The (restricted) log-likelihood of y = β + u + e over p outcomes: u ~ N(0, T) between studies with T unstructured, e ~ N(0, V) with V known within studies.
/// </summary>
/// <remarks>One n × n factorisation a study, n its number of outcomes; O(m p³) time, no matrix larger than p × p.</remarks>
internal sealed class MultivariateLikelihood
{
    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);
    private readonly int[][] _outcome;
    private readonly double[][] _effect;
    private readonly double[][] _within;
    private readonly double _logDetXtX;

    // Room for one evaluation: the marginal covariance of a study, its inverse for each, and the weighted residuals of a study.
    private readonly double[][] _inverse;
    private readonly double[] _marginal;
    private readonly double[] _weighted;

    public MultivariateLikelihood(MultivariateData data, IReadOnlyList<string> outcomes)
    {
        OutcomeCount = outcomes.Count;
        EffectCount = data.EffectCount;
        var position = outcomes.Select((o, i) => (o, i)).ToDictionary(t => t.o, t => t.i, StringComparer.Ordinal);
        _outcome = [.. data.Studies.Select(s => s.Outcomes.Select(o => position[o]).ToArray())];
        _effect = [.. data.Studies.Select(s => s.Effects.ToArray())];
        _within = [.. data.Studies.Select(Flat)];
        _inverse = [.. _within.Select(w => new double[w.Length])];
        _marginal = new double[OutcomeCount * OutcomeCount];
        _weighted = new double[OutcomeCount];
        var count = new int[OutcomeCount];
        foreach (var o in _outcome.SelectMany(o => o))
        {
            count[o]++;
        }

        _logDetXtX = count.Sum(c => Math.Log(c));
    }

    public int OutcomeCount { get; }

    public int EffectCount { get; }

    public int StudyCount => _outcome.Length;

    /// <summary>Evaluates at the between-study covariance matrix T, p × p row by row.</summary>
    /// <param name="between">T, positive semidefinite.</param>
    /// <param name="restricted">Restricted likelihood.</param>
    /// <param name="gradient">Filled with the symmetric matrix dl/dT (each off-diagonal pair shares its derivative), p × p.</param>
    public MultivariatePoint At(ReadOnlySpan<double> between, bool restricted, Span<double> gradient)
    {
        var p = OutcomeCount;
        var information = new double[p * p];
        var beta = new double[p];
        var logDet = 0.0;
        for (var s = 0; s < StudyCount; s++)
        {
            var index = _outcome[s];
            var n = index.Length;
            var phi = _marginal.AsSpan(0, n * n);
            Marginal(s, between, phi);
            if (!SymmetricMatrix.TryFactor(phi, n))
            {
                return new MultivariatePoint(double.NegativeInfinity, beta, information, double.NaN);
            }

            logDet += SymmetricMatrix.LogDeterminant(phi, n);
            var inverse = _inverse[s];
            SymmetricMatrix.Invert(phi, n, inverse);
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    information[(index[i] * p) + index[j]] += inverse[(i * n) + j];
                    beta[index[i]] += inverse[(i * n) + j] * _effect[s][j];
                }
            }
        }

        if (!SymmetricMatrix.TryFactor(information, p))
        {
            return new MultivariatePoint(double.NegativeInfinity, beta, information, double.NaN);
        }

        var logDetInformation = SymmetricMatrix.LogDeterminant(information, p);
        SymmetricMatrix.Solve(information, p, beta);
        var covariance = new double[p * p];
        SymmetricMatrix.Invert(information, p, covariance);
        var rss = Gradient(beta, covariance, restricted, gradient);
        var logLikelihood = -0.5 * ((EffectCount * LogTwoPi) + logDet + rss);
        if (restricted)
        {
            logLikelihood += 0.5 * ((p * LogTwoPi) + _logDetXtX - logDetInformation);
        }

        return new MultivariatePoint(logLikelihood, beta, covariance, rss);
    }

    /// <summary>V + T of one study, n × n row by row.</summary>
    public double[] Marginal(int study, ReadOnlySpan<double> between)
    {
        var n = _outcome[study].Length;
        var phi = new double[n * n];
        Marginal(study, between, phi);
        return phi;
    }

    private void Marginal(int study, ReadOnlySpan<double> between, Span<double> phi)
    {
        var index = _outcome[study];
        var n = index.Length;
        _within[study].CopyTo(phi);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                phi[(i * n) + j] += between[(index[i] * OutcomeCount) + index[j]];
            }
        }
    }

    /// <summary>Positions of one study's outcomes.</summary>
    public ReadOnlySpan<int> OutcomesOf(int study) => _outcome[study];

    /// <summary>Effects of one study.</summary>
    public ReadOnlySpan<double> EffectsOf(int study) => _effect[study];

    // dl/dT = ½ Σ Z'(Φ⁻¹rr'Φ⁻¹ − Φ⁻¹ + Φ⁻¹XCX'Φ⁻¹)Z, the last term for the restricted likelihood only; returns Σ r'Φ⁻¹r.
    private double Gradient(double[] beta, double[] covariance, bool restricted, Span<double> gradient)
    {
        var p = OutcomeCount;
        gradient.Clear();
        var rss = 0.0;
        for (var s = 0; s < StudyCount; s++)
        {
            var index = _outcome[s];
            var n = index.Length;
            var (inverse, effect) = (_inverse[s], _effect[s]);
            var weighted = _weighted.AsSpan(0, n);
            weighted.Clear();
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    weighted[i] += inverse[(i * n) + j] * (effect[j] - beta[index[j]]);
                }

                rss += weighted[i] * (effect[i] - beta[index[i]]);
            }

            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var d = (weighted[i] * weighted[j]) - inverse[(i * n) + j];
                    if (restricted)
                    {
                        for (var a = 0; a < n; a++)
                        {
                            for (var b = 0; b < n; b++)
                            {
                                d += inverse[(i * n) + a] * covariance[(index[a] * p) + index[b]] * inverse[(b * n) + j];
                            }
                        }
                    }

                    gradient[(index[i] * p) + index[j]] += 0.5 * d;
                }
            }
        }

        // A quadratic form: rounding can leave it a hair below zero when every study agrees.
        return Math.Max(0, rss);
    }

    private static double[] Flat(MultivariateStudy study)
    {
        var n = study.Effects.Count;
        var flat = new double[n * n];
        for (var i = 0; i < n * n; i++)
        {
            flat[i] = study.Covariance(i / n, i % n);
        }

        return flat;
    }
}
