using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Weighted least squares of effects on a small design at any tau², in O(k p²) time without allocation; the core of every inverse-variance model.</summary>
/// <remarks>Not safe for use by several threads at once: <see cref="Coefficients"/> and <see cref="Inverse"/> belong to the last evaluation.</remarks>
internal sealed class WeightedRegression
{
    private readonly double[] _y;
    private readonly double[] _v;
    private readonly double[] _others;
    private readonly int _precise;
    private readonly double[] _b;
    private readonly double[] _inverse;
    private readonly double[] _work;

    /// <summary>Keeps the arrays; they are not copied.</summary>
    /// <param name="y">Effects, length k.</param>
    /// <param name="v">Variances above 0, length k.</param>
    /// <param name="design">Design with k rows and p &lt; k or p = k columns.</param>
    public WeightedRegression(double[] y, double[] v, DesignMatrix design)
    {
        _y = y;
        _v = v;
        Design = design;
        _others = [];
        if (design.IsIntercept)
        {
            _others = [.. v];
            for (var i = 1; i < v.Length; i++)
            {
                _precise = v[i] < v[_precise] ? i : _precise;
            }

            _others[_precise] = double.PositiveInfinity;
        }

        var p = design.Columns;
        _b = new double[p];
        _inverse = new double[p * p];
        _work = new double[4 * p * p + 2 * p];
    }

    /// <summary>Number of studies, k.</summary>
    public int Count => _y.Length;

    /// <summary>Number of coefficients, p.</summary>
    public int Columns => Design.Columns;

    /// <summary>k − p.</summary>
    public int DegreesOfFreedom => Count - Columns;

    /// <summary>The design.</summary>
    public DesignMatrix Design { get; }

    /// <summary>Effects, length k.</summary>
    public ReadOnlySpan<double> Effects => _y;

    /// <summary>Variances, length k.</summary>
    public ReadOnlySpan<double> Variances => _v;

    /// <summary>Coefficients of the basis at the last evaluation, length p.</summary>
    public ReadOnlySpan<double> Coefficients => _b;

    /// <summary>(BᵀWB)⁻¹ at the last evaluation, p × p.</summary>
    public ReadOnlySpan<double> Inverse => _inverse;

    /// <summary>The same data and design with evaluations of its own, for use beside this one.</summary>
    public WeightedRegression Copy() => new(_y, _v, Design);

    /// <summary>Fits at one tau².</summary>
    /// <exception cref="InvalidOperationException">The weights are so extreme that XᵀWX cannot be inverted in double precision.</exception>
    public WeightedMoments At(double tau2) => Design.IsIntercept ? AtIntercept(tau2) : AtDesign(tau2);

    /// <summary>Σ log (v + tau²).</summary>
    public double SumLog(double tau2)
    {
        var sum = 0.0;
        foreach (var v in _v)
        {
            sum += Math.Log(v + tau2);
        }

        return sum;
    }

    /// <summary>Log-likelihood of moments made here, maximised over the coefficients.</summary>
    public double LogLikelihood(in WeightedMoments moments) =>
        -Count * NormalDistribution.LogSqrtTwoPi - 0.5 * (SumLog(moments.TauSquared) + moments.Residual);

    /// <summary>Restricted log-likelihood of moments made here.</summary>
    public double RestrictedLogLikelihood(in WeightedMoments moments) =>
        -DegreesOfFreedom * NormalDistribution.LogSqrtTwoPi - 0.5 * (SumLog(moments.TauSquared) + moments.LogDeterminant + moments.Residual);

    /// <summary>The fitted value of one study at the last evaluation.</summary>
    public double Fitted(int study)
    {
        var row = Design.Row(study);
        var sum = 0.0;
        for (var j = 0; j < row.Length; j++)
        {
            sum += row[j] * _b[j];
        }

        return sum;
    }

    /// <summary>The variance b' (BᵀWB)⁻¹ b of the fitted value of one study at the last evaluation.</summary>
    public double FittedVariance(int study) => SymmetricMatrix.Form(Design.Row(study), _inverse, Design.Row(study), Columns);

    /// <remarks>
    /// The most precise study, of weight u, is kept apart: where it outweighs the rest by many orders, differences like Σ w − Σ w² / Σ w lose all their digits.
    /// With sums over the others (r1 = Σ w, r2 = Σ w², r3 = Σ w³, residuals r about the mean, s = Σ w r, so that its own residual is −s / u), and a = u + r1,
    /// every quantity is a sum whose terms do not cancel.
    /// </remarks>
    private WeightedMoments AtIntercept(double tau2)
    {
        var y = MemoryMarshal.Cast<double, Vector256<double>>(_y);
        var v = MemoryMarshal.Cast<double, Vector256<double>>(_others);
        var shift = Vector256.Create(tau2);
        var ones = Vector256<double>.One;
        var origin = _y[_precise];
        var start = Vector256.Create(origin);
        var rest = Vector256<double>.Count * y.Length;
        var u = 1 / (_v[_precise] + tau2);

        // Four fixed lanes, then the tail, so that the sum has one order whatever the hardware. The study kept apart has an infinite variance here: weight 0.
        var (sw, swy) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i < y.Length; i++)
        {
            var w = ones / (v[i] + shift);
            sw += w;
            swy += w * (y[i] - start);
        }

        var r1 = Vector256.Sum(sw);
        var away = Vector256.Sum(swy);
        for (var i = rest; i < _y.Length; i++)
        {
            var w = 1 / (_others[i] + tau2);
            r1 += w;
            away += w * (_y[i] - origin);
        }

        var a = u + r1;
        var mean = origin + away / a;
        var centre = Vector256.Create(mean);
        var (s2, s3, q0, q1, q2, q3, e2) = (
            Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i < y.Length; i++)
        {
            var w = ones / (v[i] + shift);
            var r = y[i] - centre;
            var w2 = w * w;
            var wr = w * r;
            s2 += w2;
            s3 += w2 * w;
            q0 += wr;
            q1 += wr * r;
            q2 += wr * wr;
            q3 += wr * wr * w;
            e2 += w * wr;
        }

        var (r2, r3, s, residual, second, third, e) = (
            Vector256.Sum(s2), Vector256.Sum(s3), Vector256.Sum(q0), Vector256.Sum(q1), Vector256.Sum(q2), Vector256.Sum(q3), Vector256.Sum(e2));
        for (var i = rest; i < _y.Length; i++)
        {
            var w = 1 / (_others[i] + tau2);
            var r = _y[i] - mean;
            var wr = w * r;
            r2 += w * w;
            r3 += w * w * w;
            s += wr;
            residual += wr * r;
            second += wr * wr;
            third += wr * wr * w;
            e += w * wr;
        }

        _b[0] = mean;
        _inverse[0] = 1 / a;
        var (share, squared) = (u / a, r2 / a);
        return new WeightedMoments(
            tau2,
            residual + s * s / u,
            a,
            u * u + r2,
            share * r1 + r1 - squared,
            share * share * (r1 * r1 + 2 * r2) + squared * squared + r2 - 2 * r3 / a,
            second + s * s,
            third + share * s * (s * r1 + 2 * e) - e * e / a,
            Math.Log(a / _y.Length));
    }

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
