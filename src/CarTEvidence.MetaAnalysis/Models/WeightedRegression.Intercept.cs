using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The fit of an intercept alone, four studies at a time.</summary>
internal sealed partial class WeightedRegression
{
    /// <summary>Moments of the weighted mean.</summary>
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
}
