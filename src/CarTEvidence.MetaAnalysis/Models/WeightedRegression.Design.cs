using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The fit of a design with moderators.</summary>
internal sealed partial class WeightedRegression
{
    private WeightedMoments AtDesign(double tau2)
    {
        var p = Columns;
        var a1 = _work.AsSpan(0, p * p);
        var a2 = _work.AsSpan(p * p, p * p);
        var a3 = _work.AsSpan(2 * p * p, p * p);
        var product = _work.AsSpan(3 * p * p, p * p);
        var e = _work.AsSpan(4 * p * p, p);
        _work.AsSpan().Clear();
        _b.AsSpan().Clear();
        var (sumW, sumW2) = (0.0, 0.0);
        for (var i = 0; i < _y.Length; i++)
        {
            var w = 1 / (_v[i] + tau2);
            var w2 = w * w;
            sumW += w;
            sumW2 += w2;
            var row = Design.Row(i);
            for (var j = 0; j < p; j++)
            {
                _b[j] += w * row[j] * _y[i];
                for (var l = 0; l <= j; l++)
                {
                    var square = row[j] * row[l];
                    a1[j * p + l] += w * square;
                    a2[j * p + l] += w2 * square;
                    a3[j * p + l] += w2 * w * square;
                }
            }
        }

        for (var j = 0; j < p; j++)
        {
            for (var l = 0; l < j; l++)
            {
                a1[l * p + j] = a1[j * p + l];
                a2[l * p + j] = a2[j * p + l];
                a3[l * p + j] = a3[j * p + l];
            }
        }

        if (!SymmetricMatrix.TryFactor(a1, p))
        {
            throw new InvalidOperationException("The variances differ so much that the moderators cannot be told apart in double precision.");
        }

        SymmetricMatrix.Solve(a1, p, _b);
        SymmetricMatrix.Invert(a1, p, _inverse);
        var logDeterminant = SymmetricMatrix.LogDeterminant(a1, p);
        SymmetricMatrix.Multiply(_inverse, a2, p, product);
        var traceP = sumW;
        var squared = 0.0;
        for (var j = 0; j < p; j++)
        {
            traceP -= product[j * p + j];
            for (var l = 0; l < p; l++)
            {
                squared += product[j * p + l] * product[l * p + j];
            }
        }

        var tracePP = sumW2 - 2 * SymmetricMatrix.TraceOfProduct(_inverse, a3, p) + squared;
        var (residual, second, third) = (0.0, 0.0, 0.0);
        for (var i = 0; i < _y.Length; i++)
        {
            var w = 1 / (_v[i] + tau2);
            var r = _y[i] - Fitted(i);
            var wr = w * r;
            residual += wr * r;
            second += wr * wr;
            third += wr * wr * w;
            var row = Design.Row(i);
            for (var j = 0; j < p; j++)
            {
                e[j] += w * wr * row[j];
            }
        }

        third -= SymmetricMatrix.Form(e, _inverse, e, p);
        return new WeightedMoments(tau2, residual, sumW, sumW2, traceP, tracePP, second, third, logDeterminant);
    }
}
