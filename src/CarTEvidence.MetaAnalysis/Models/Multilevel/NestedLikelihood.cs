using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>
/// The (restricted) log-likelihood of y = Xβ + u + w + e with a variance for the outer clusters (u), one for the inner units (w)
/// and known sampling variances (e).
/// </summary>
/// <remarks>
/// The covariance matrix is compound symmetric twice over, so its inverse is never formed: a unit with precision S contributes
/// its mean with weight a = 1 / (1/S + sigma²inner), a cluster with A = Σ a its mean with weight b = 1 / (1/A + sigma²outer), and what is left is
/// scatter about those means. Every sum is of squares, so nothing cancels when a sampling variance is tiny. O(k) once, O(units) a point.
/// </remarks>
internal sealed partial class NestedLikelihood
{
    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    private readonly NestedGroups _groups;
    private readonly int _p;
    private readonly int _q;
    private readonly int _k;

    // Σ 1/v of each unit, and the mean of [X y] in it.
    private readonly double[] _unitPrecision;
    private readonly double[] _unitMean;

    // Scatter of [X y] within units, which no variance component touches.
    private readonly double[] _withinScatter;
    private readonly double _sumLogVariance;
    private readonly double _logDetXtX;

    public NestedLikelihood(NestedGroups groups, ReadOnlySpan<double> yi, ReadOnlySpan<double> vi, ReadOnlySpan<double> x, int p)
    {
        _groups = groups;
        _p = p;
        _q = p + 1;
        _k = yi.Length;
        _unitPrecision = new double[groups.InnerCount];
        _unitMean = new double[groups.InnerCount * _q];
        _withinScatter = new double[_q * _q];
        var z = new double[_q];
        var xtx = new double[p * p];
        for (var g = 0; g < groups.InnerCount; g++)
        {
            var mean = _unitMean.AsSpan(g * _q, _q);
            var s = 0.0;
            for (var row = groups.InnerStart[g]; row < groups.InnerStart[g + 1]; row++)
            {
                var i = groups.Order[row];
                var w = 1 / vi[i];
                s += w;
                Row(i, yi, x, z);
                for (var c = 0; c < _q; c++)
                {
                    mean[c] += w * z[c];
                }
            }

            for (var c = 0; c < _q; c++)
            {
                mean[c] /= s;
            }

            _unitPrecision[g] = s;
            for (var row = groups.InnerStart[g]; row < groups.InnerStart[g + 1]; row++)
            {
                var i = groups.Order[row];
                Row(i, yi, x, z);
                AddOuter(xtx, z.AsSpan(0, p), 1);
                for (var c = 0; c < _q; c++)
                {
                    z[c] -= mean[c];
                }

                AddOuter(_withinScatter, z, 1 / vi[i]);
                _sumLogVariance += Math.Log(vi[i]);
            }
        }

        _logDetXtX = SymmetricMatrix.TryFactor(xtx, p) ? SymmetricMatrix.LogDeterminant(xtx, p) : double.NaN;
    }

    /// <summary>Evaluates likelihood, coefficients, score and average information at one pair of variances.</summary>
    public NestedPoint At(double sigma2Outer, double sigma2Inner, bool restricted)
    {
        var outerCount = _groups.OuterCount;
        var a = new double[_groups.InnerCount];
        var b = new double[outerCount];
        var clusterMean = new double[outerCount * _q];
        var clusterSum = new double[outerCount];
        var scatter = (double[])_withinScatter.Clone();
        var deviation = new double[_q];
        var logDet = _sumLogVariance;
        for (var i = 0; i < outerCount; i++)
        {
            var mean = clusterMean.AsSpan(i * _q, _q);
            var sum = 0.0;
            for (var g = _groups.OuterStart[i]; g < _groups.OuterStart[i + 1]; g++)
            {
                a[g] = 1 / ((1 / _unitPrecision[g]) + sigma2Inner);
                logDet += Math.Log(1 + (sigma2Inner * _unitPrecision[g]));
                sum += a[g];
                for (var c = 0; c < _q; c++)
                {
                    mean[c] += a[g] * _unitMean[(g * _q) + c];
                }
            }

            for (var c = 0; c < _q; c++)
            {
                mean[c] /= sum;
            }

            for (var g = _groups.OuterStart[i]; g < _groups.OuterStart[i + 1]; g++)
            {
                for (var c = 0; c < _q; c++)
                {
                    deviation[c] = _unitMean[(g * _q) + c] - mean[c];
                }

                AddOuter(scatter, deviation, a[g]);
            }

            clusterSum[i] = sum;
            b[i] = 1 / ((1 / sum) + sigma2Outer);
            logDet += Math.Log(1 + (sigma2Outer * sum));
            AddOuter(scatter, mean, b[i]);
        }

        var point = new NestedPoint(_p) { Sigma2Outer = sigma2Outer, Sigma2Inner = sigma2Inner };
        var xmx = new double[_p * _p];
        for (var r = 0; r < _p; r++)
        {
            point.Beta[r] = scatter[(r * _q) + _p];
            for (var c = 0; c < _p; c++)
            {
                xmx[(r * _p) + c] = scatter[(r * _q) + c];
            }
        }

        if (!SymmetricMatrix.TryFactor(xmx, _p))
        {
            point.LogLikelihood = double.NegativeInfinity;
            return point;
        }

        SymmetricMatrix.Solve(xmx, _p, point.Beta);
        SymmetricMatrix.Invert(xmx, _p, point.Covariance);
        var rss = ResidualScatter(point.Beta, scatter);
        var logLikelihood = -0.5 * ((_k * LogTwoPi) + logDet + rss);
        point.LogLikelihood = restricted
            ? logLikelihood + (0.5 * ((_p * LogTwoPi) + _logDetXtX - SymmetricMatrix.LogDeterminant(xmx, _p)))
            : logLikelihood;
        Score(point, a, b, clusterSum, clusterMean, restricted);
        return point;
    }

    /// <summary>Row sums of the inverse covariance matrix, in the order of the data: the weights of the effects without moderators.</summary>
    public double[] RowSums(ReadOnlySpan<double> vi, double sigma2Outer, double sigma2Inner)
    {
        var weight = new double[_k];
        for (var i = 0; i < _groups.OuterCount; i++)
        {
            var sum = 0.0;
            for (var g = _groups.OuterStart[i]; g < _groups.OuterStart[i + 1]; g++)
            {
                sum += 1 / ((1 / _unitPrecision[g]) + sigma2Inner);
            }

            var outerShrink = 1 / (1 + (sigma2Outer * sum));
            for (var g = _groups.OuterStart[i]; g < _groups.OuterStart[i + 1]; g++)
            {
                var innerShrink = 1 / (1 + (sigma2Inner * _unitPrecision[g]));
                for (var row = _groups.InnerStart[g]; row < _groups.InnerStart[g + 1]; row++)
                {
                    var k = _groups.Order[row];
                    weight[k] = innerShrink * outerShrink / vi[k];
                }
            }
        }

        return weight;
    }

    // dl/dsigma² = -½ tr(P ZZ') + ½ |Z'Py|², and the average information ½ y'P ZZ' P ZZ' P y (Gilmour, Thompson & Cullis 1995).
    private void Score(NestedPoint point, double[] a, double[] b, double[] clusterSum, double[] clusterMean, bool restricted)
    {
        double traceOuter = 0, traceInner = 0, squareOuter = 0, squareInner = 0;
        double ai11 = 0, ai12 = 0, ai22 = 0;
        var crossOuter = new double[_p];
        var crossInner = new double[_p];
        var projected = new double[_p];
        for (var i = 0; i < _groups.OuterCount; i++)
        {
            var mean = clusterMean.AsSpan(i * _q, _q);
            var shrink = point.Sigma2Outer * b[i];
            var h = b[i] * Residual(mean, point.Beta);
            traceOuter += b[i];
            squareOuter += h * h;
            if (restricted)
            {
                traceOuter -= b[i] * b[i] * SymmetricMatrix.Form(mean[.._p], point.Covariance, mean[.._p], _p);
            }

            double innerMean = 0, innerSquare = 0;
            for (var g = _groups.OuterStart[i]; g < _groups.OuterStart[i + 1]; g++)
            {
                var unit = _unitMean.AsSpan(g * _q, _q);
                var m = a[g] * (Residual(unit, point.Beta) - (point.Sigma2Outer * h));
                traceInner += a[g] * (1 - (shrink * a[g] / clusterSum[i]));
                squareInner += m * m;
                if (restricted)
                {
                    for (var c = 0; c < _p; c++)
                    {
                        projected[c] = a[g] * (unit[c] - (shrink * mean[c]));
                    }

                    traceInner -= SymmetricMatrix.Form(projected, point.Covariance, projected, _p);
                }

                innerMean += a[g] * m;
                innerSquare += a[g] * m * m;
                for (var c = 0; c < _p; c++)
                {
                    crossInner[c] += a[g] * m * (unit[c] - (shrink * mean[c]));
                }
            }

            // f'M⁻¹f for f constant (h) in the cluster, and for f = m in each unit.
            innerMean /= clusterSum[i];
            ai11 += b[i] * h * h;
            ai12 += b[i] * h * innerMean;
            ai22 += innerSquare - (clusterSum[i] * shrink * innerMean * innerMean);
            for (var c = 0; c < _p; c++)
            {
                crossOuter[c] += b[i] * h * mean[c];
            }
        }

        point.ScoreOuter = 0.5 * (squareOuter - traceOuter);
        point.ScoreInner = 0.5 * (squareInner - traceInner);
        point.InformationOuter = 0.5 * (ai11 - SymmetricMatrix.Form(crossOuter, point.Covariance, crossOuter, _p));
        point.InformationCross = 0.5 * (ai12 - SymmetricMatrix.Form(crossOuter, point.Covariance, crossInner, _p));
        point.InformationInner = 0.5 * (ai22 - SymmetricMatrix.Form(crossInner, point.Covariance, crossInner, _p));
    }

    private void Row(int i, ReadOnlySpan<double> yi, ReadOnlySpan<double> x, Span<double> z)
    {
        x.Slice(i * _p, _p).CopyTo(z);
        z[_p] = yi[i];
    }

    private double Residual(ReadOnlySpan<double> z, double[] beta)
    {
        var r = z[_p];
        for (var c = 0; c < _p; c++)
        {
            r -= z[c] * beta[c];
        }

        return r;
    }

    private double ResidualScatter(double[] beta, double[] scatter)
    {
        var contrast = new double[_q];
        for (var c = 0; c < _p; c++)
        {
            contrast[c] = -beta[c];
        }

        contrast[_p] = 1;
        return SymmetricMatrix.Form(contrast, scatter, contrast, _q);
    }

    private static void AddOuter(double[] matrix, ReadOnlySpan<double> z, double weight)
    {
        for (var r = 0; r < z.Length; r++)
        {
            var wz = weight * z[r];
            for (var c = 0; c < z.Length; c++)
            {
                matrix[(r * z.Length) + c] += wz * z[c];
            }
        }
    }
}
