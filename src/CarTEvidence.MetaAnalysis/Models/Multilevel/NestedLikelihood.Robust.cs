using MathNet.Numerics.LinearAlgebra;

namespace CarTEvidence.MetaAnalysis;

internal sealed partial class NestedLikelihood
{
    /// <summary>What each outer cluster contributes to a sandwich without adjustment (CR0, CR1), in O(k).</summary>
    public ClusterTerm[] PlainTerms(ReadOnlySpan<double> yi, ReadOnlySpan<double> vi, ReadOnlySpan<double> x, NestedPoint point)
    {
        var terms = new ClusterTerm[_groups.OuterCount];
        for (var i = 0; i < terms.Length; i++)
        {
            var scatter = new double[_q * _q];
            AddCluster(i, yi, vi, x, point, scatter);
            var gram = new double[_p * _p];
            var score = new double[_p];
            for (var r = 0; r < _p; r++)
            {
                score[r] = scatter[(r * _q) + _p];
                for (var c = 0; c < _p; c++)
                {
                    gram[(r * _p) + c] = scatter[(r * _q) + c];
                    score[r] -= gram[(r * _p) + c] * point.Beta[c];
                }
            }

            terms[i] = ClusterTerm.Unadjusted(score, gram);
        }

        return terms;
    }

    /// <summary>What each outer cluster contributes to the bias-reduced sandwich (CR2); cubic in the size of a cluster.</summary>
    public ClusterTerm[] BiasReducedTerms(ReadOnlySpan<double> yi, ReadOnlySpan<double> vi, ReadOnlySpan<double> x, NestedPoint point)
    {
        var terms = new ClusterTerm[_groups.OuterCount];
        var covariance = Matrix<double>.Build.DenseOfRowMajor(_p, _p, point.Covariance);
        var z = new double[_q];
        for (var i = 0; i < terms.Length; i++)
        {
            var first = _groups.InnerStart[_groups.OuterStart[i]];
            var n = _groups.InnerStart[_groups.OuterStart[i + 1]] - first;
            var phi = Matrix<double>.Build.Dense(n, n, point.Sigma2Outer);
            var design = Matrix<double>.Build.Dense(n, _p);
            var residual = Vector<double>.Build.Dense(n);
            for (var g = _groups.OuterStart[i]; g < _groups.OuterStart[i + 1]; g++)
            {
                for (var row = _groups.InnerStart[g]; row < _groups.InnerStart[g + 1]; row++)
                {
                    for (var other = _groups.InnerStart[g]; other < _groups.InnerStart[g + 1]; other++)
                    {
                        phi[row - first, other - first] += point.Sigma2Inner;
                    }

                    var k = _groups.Order[row];
                    phi[row - first, row - first] += vi[k];
                    Row(k, yi, x, z);
                    for (var c = 0; c < _p; c++)
                    {
                        design[row - first, c] = z[c];
                    }

                    residual[row - first] = Residual(z, point.Beta);
                }
            }

            terms[i] = ClusterTerm.BiasReduced(phi, design, residual, covariance);
        }

        return terms;
    }

    // [X y]' M⁻¹ [X y] of one cluster, by the same three layers of scatter as the likelihood.
    private void AddCluster(int i, ReadOnlySpan<double> yi, ReadOnlySpan<double> vi, ReadOnlySpan<double> x, NestedPoint point, double[] scatter)
    {
        var z = new double[_q];
        var mean = new double[_q];
        var sum = 0.0;
        for (var g = _groups.OuterStart[i]; g < _groups.OuterStart[i + 1]; g++)
        {
            var a = 1 / ((1 / _unitPrecision[g]) + point.Sigma2Inner);
            sum += a;
            for (var c = 0; c < _q; c++)
            {
                mean[c] += a * _unitMean[(g * _q) + c];
            }
        }

        for (var c = 0; c < _q; c++)
        {
            mean[c] /= sum;
        }

        for (var g = _groups.OuterStart[i]; g < _groups.OuterStart[i + 1]; g++)
        {
            for (var row = _groups.InnerStart[g]; row < _groups.InnerStart[g + 1]; row++)
            {
                var k = _groups.Order[row];
                Row(k, yi, x, z);
                for (var c = 0; c < _q; c++)
                {
                    z[c] -= _unitMean[(g * _q) + c];
                }

                AddOuter(scatter, z, 1 / vi[k]);
            }

            for (var c = 0; c < _q; c++)
            {
                z[c] = _unitMean[(g * _q) + c] - mean[c];
            }

            AddOuter(scatter, z, 1 / ((1 / _unitPrecision[g]) + point.Sigma2Inner));
        }

        AddOuter(scatter, mean, 1 / ((1 / sum) + point.Sigma2Outer));
    }
}
