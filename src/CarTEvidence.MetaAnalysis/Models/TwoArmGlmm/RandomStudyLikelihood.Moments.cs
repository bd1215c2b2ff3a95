using System.Runtime.Intrinsics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>The sums over the points of the double integral.</content>
internal sealed partial class RandomStudyLikelihood
{
    /// <summary>Value, gradient and Hessian in (α, σ, θ, tau), summed over studies.</summary>
    /// <remarks>The log odds of the treated arm have derivatives 1, x, 1, y/2 in the parameters, those of the control arm 1, x, 0, −y/2.</remarks>
    private sealed class Moments
    {
        private readonly Vector512<double>[] _first = new Vector512<double>[Count];
        private readonly Vector512<double>[] _second = new Vector512<double>[Count * (Count + 1) / 2];
        private Vector512<double> _one;

        public double Value { get; private set; }

        public double[] Gradient { get; } = new double[Count];

        public double[] Hessian { get; } = new double[Count * Count];

        public void Begin()
        {
            _one = Vector512<double>.Zero;
            Array.Clear(_first);
            Array.Clear(_second);
        }

        /// <summary>Adds eight points of equal x, with scores and informations of both arms.</summary>
        public void Add(
            Vector512<double> weight, Vector512<double> x, Vector512<double> half, Vector512<double> s1, Vector512<double> s2, Vector512<double> k1, Vector512<double> k2)
        {
            var (both, information) = (s1 + s2, k1 + k2);
            var (spread, apart) = (x * both, half * (s1 - s2));
            var (alpha, sigma, theta, tau) = (weight * both, weight * spread, weight * s1, weight * apart);
            _one += weight;
            _first[0] += alpha;
            _first[1] += sigma;
            _first[2] += theta;
            _first[3] += tau;

            // Products of the gradient less the informations, row by row of the lower triangle.
            var (all, own, difference) = (weight * information, weight * k1, weight * half * (k1 - k2));
            _second[0] += alpha * both - all;
            _second[1] += alpha * spread - x * all;
            _second[2] += sigma * spread - x * x * all;
            _second[3] += theta * both - own;
            _second[4] += theta * spread - x * own;
            _second[5] += theta * s1 - own;
            _second[6] += tau * both - difference;
            _second[7] += tau * spread - x * difference;
            _second[8] += tau * s1 - half * own;
            _second[9] += tau * apart - half * half * all;
        }

        public void End(double logScale)
        {
            var one = Vector512.Sum(_one);
            Value += logScale + Math.Log(one);
            Span<double> first = stackalloc double[Count];
            for (var (i, entry) = (0, 0); i < Count; i++)
            {
                first[i] = Vector512.Sum(_first[i]) / one;
                Gradient[i] += first[i];
                for (var j = 0; j <= i; j++)
                {
                    var h = Vector512.Sum(_second[entry++]) / one - first[i] * first[j];
                    Hessian[Count * i + j] += h;
                    if (i != j)
                    {
                        Hessian[Count * j + i] += h;
                    }
                }
            }
        }
    }
}
