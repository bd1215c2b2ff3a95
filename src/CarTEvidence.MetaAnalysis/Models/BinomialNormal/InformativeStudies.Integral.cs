using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>The integral over eight studies.</content>
internal sealed partial class InformativeStudies
{
    // Widths between points, and points on each side: for a normal density the rule errs by 2 exp(−2π² / 0.8²) = 8e-14, and beyond 8.8 widths skewed tails hold 1e-11.
    private const double Step = 0.8;
    private const int Points = 11;

    // From δ² to δ¹³.
    private const int Terms = 12;

    // 1 / m: eight divisions are dearer than eight products.
    private static readonly double[] Inverse = [.. Enumerable.Range(0, Terms + 2).Select(m => 1.0 / m)];

    /// <summary>The logarithm of the integrand around the centre, as a series in z = δ / width.</summary>
    /// <remarks>
    /// expit(c + δ) = Σ aₘ δᵐ with a₀ = p, a₁ = p q and (m + 1) aₘ₊₁ = (q − p) aₘ − Σ aⱼ aₘ₋ⱼ over 0 &lt; j &lt; m, which converges for |δ| &lt; π, so that the log-likelihood changes by
    /// s δ − n Σ aₘ δᵐ⁺¹ / (m + 1) from m = 1 on: no digit is lost however many patients there are, and a point costs one exponential.
    /// </remarks>
    private readonly ref struct NearlyNormal
    {
        private readonly Terms12 _term;
        private readonly Vector512<double> _score, _slope, _width;

        public NearlyNormal(Vector512<double> n, in Centre centre, Vector512<double> pull)
        {
            _width = centre.Width;
            _score = centre.Score * _width;
            _slope = _score - pull * _width;
            var skew = centre.Q - centre.P;
            Terms12 a = default;
            a[0] = centre.P * centre.Q;
            for (var m = 1; m < Terms; m++)
            {
                var sum = skew * a[m - 1];
                for (var j = 1; j < m; j++)
                {
                    sum -= a[j - 1] * a[m - j - 1];
                }

                a[m] = sum * Inverse[m + 1];
            }

            var scale = n * _width;
            for (var m = 0; m < Terms; m++)
            {
                scale *= _width;
                _term[m] = scale * a[m] * Inverse[m + 2];
            }
        }

        /// <summary>Change of the log-likelihood at a distance from the centre.</summary>
        public Vector512<double> Change(Vector512<double> distance)
        {
            var z = distance / _width;
            var sum = _term[Terms - 1];
            for (var m = Terms - 2; m >= 0; m--)
            {
                sum = Vector512.FusedMultiplyAdd(sum, z, _term[m]);
            }

            return z * (_score - z * sum);
        }

        /// <summary>Moments of z by the trapezoidal rule.</summary>
        public void Integrate(double step, int points, out NormalMoments moments)
        {
            // Even and odd terms apart: ±z share them. The normal density completes the term of z² to one half.
            moments = new NormalMoments(step);
            for (var j = 1; j <= points; j++)
            {
                var z = Vector512.Create(j * step);
                var z2 = z * z;
                var even = _term[10];
                var odd = _term[11];
                for (var m = 8; m >= 2; m -= 2)
                {
                    even = Vector512.FusedMultiplyAdd(even, z2, _term[m]);
                    odd = Vector512.FusedMultiplyAdd(odd, z2, _term[m + 1]);
                }

                even = z2 * Vector512.FusedMultiplyAdd(even, z2, Vector512.Create(0.5));
                odd = z * (_slope - z2 * Vector512.FusedMultiplyAdd(odd, z2, _term[1]));
                moments.Add(z, z2, Vector512.Exp(odd - even), Vector512.Exp(-odd - even));
            }
        }
    }

    /// <summary>Sums over the points of the integrand times 1, z, z², z³, z⁴.</summary>
    private struct NormalMoments(double step)
    {
        private const double LogSqrtTwoPi = 0.91893853320467274178;

        // The centre counts 1.
        private Vector512<double> _m0 = Vector512<double>.One, _m1, _m2, _m3, _m4;

        public void Add(Vector512<double> z, Vector512<double> z2, Vector512<double> right, Vector512<double> left)
        {
            var even = right + left;
            var odd = z * (right - left);
            _m0 += even;
            _m1 += odd;
            _m3 = Vector512.FusedMultiplyAdd(z2, odd, _m3);
            even *= z2;
            _m2 += even;
            _m4 = Vector512.FusedMultiplyAdd(z2, even, _m4);
        }

        /// <summary>Log-likelihoods and derivatives.</summary>
        /// <param name="likelihood">Log-likelihood at the centre.</param>
        /// <param name="offset">The centre less μ.</param>
        /// <param name="width">Width of the integrand in η.</param>
        /// <param name="tau">Standard deviation of the logits.</param>
        /// <param name="result">Receives them.</param>
        public readonly void Differentiate(
            Vector512<double> likelihood, Vector512<double> offset, Vector512<double> width, Vector512<double> tau, out InterceptVectors result)
        {
            var one = Vector512<double>.One;
            var scale = one / _m0;
            var (z, z2, z3, z4) = (_m1 * scale, _m2 * scale, _m3 * scale, _m4 * scale);
            var (spread, mixed, spread2) = (z2 - z * z, z3 - z * z2, z4 - z2 * z2);

            // u = v / tau = g + r z, its moments and those of its square.
            var precision = one / tau;
            var (g, r) = (offset * precision, width * precision);
            var u = g + r * z;
            var u2 = g * g + r * (2 * g * z + r * z2);
            var variance = r * r * spread;
            var covariance = r * r * (2 * g * spread + r * mixed);
            var variance2 = r * r * (4 * g * (g * spread + r * mixed) + r * r * spread2);
            result.Value = likelihood - 0.5 * g * g + Vector512.Log(step * r * _m0) - Vector512.Create(LogSqrtTwoPi);
            result.Mu = u * precision;
            result.Tau = (u2 - one) * precision;
            precision *= precision;
            result.MuMu = (variance - one) * precision;
            result.MuTau = (covariance - 2 * u) * precision;
            result.TauTau = (one - 3 * u2 + variance2) * precision;
        }
    }

    [InlineArray(Terms)]
    private struct Terms12
    {
        private Vector512<double> _first;
    }
}
