using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>The z statistic of the pooled mean for a batch of changes of the effects' signs.</summary>
/// <remarks>
/// Random effects, tau² by the moment estimator. A change of signs leaves S1, S2 and Syy = Σwy² as they are; only Sy = Σ±wy and the numerator change.
/// </remarks>
internal static unsafe class SignKernels
{
    /// <summary>The statistics of a batch.</summary>
    /// <param name="path">A path this machine can run.</param>
    /// <param name="effects">The effects, not centred.</param>
    /// <param name="variances">Their variances.</param>
    /// <param name="random">Whether tau² is estimated.</param>
    /// <param name="signs">+1 or −1, <see cref="Batch.Size"/> lanes a study.</param>
    /// <param name="z">The statistics.</param>
    public static void Run(KernelPath path, ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, bool random, double* signs, double* z)
    {
        if (path == KernelPath.Vector512)
        {
            Run<Lanes8>(effects, variances, random, signs, z);
        }
        else if (path == KernelPath.Vector256)
        {
            Run<Lanes4>(effects, variances, random, signs, z);
        }
        else
        {
            Run<Lanes1>(effects, variances, random, signs, z);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T>(ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, bool random, double* signs, double* z)
        where T : unmanaged, ILanes<T>
    {
        double s1 = 0, s2 = 0, syy = 0;
        for (int i = 0; i < effects.Length; i++)
        {
            double w = 1 / variances[i];
            s1 += w;
            s2 += w * w;
            syy += w * effects[i] * effects[i];
        }

        T fixedPart = T.All(s1 * (syy - (effects.Length - 1))), scale = T.All((s1 * s1) - s2), one = T.All(1);
        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            T tau = T.All(0);
            if (random)
            {
                T sy = T.All(0);
                for (int i = 0; i < effects.Length; i++)
                {
                    sy = T.MultiplyAdd(T.Load(signs + (i * Batch.Size) + lane), T.All(effects[i] / variances[i]), sy);
                }

                tau = T.PositivePart(T.NegatedMultiplyAdd(sy, sy, fixedPart) / scale);
            }

            T n = T.All(0), d = n;
            for (int i = 0; i < effects.Length; i++)
            {
                T w = one / (T.All(variances[i]) + tau);
                d += w;
                n = T.MultiplyAdd(w, T.Load(signs + (i * Batch.Size) + lane) * T.All(effects[i]), n);
            }

            T.Store(z + lane, n / T.SquareRoot(d));
        }
    }
}
