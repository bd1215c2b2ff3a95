using System.Runtime.Intrinsics;

namespace CarTEvidence.MetaAnalysis.Numerics;

/// <content>Eight places at a time.</content>
internal static partial class NormalDistribution
{
    // Where the middle of the stretched axis lies.
    private const double Middle = 3.75;

    /// <summary>
    /// Chebyshev coefficients of (1 + 2x) e^(x²) erfc x in (x − 3.75) / (x + 3.75), 0 ≤ x &lt; ∞, by interpolation at 64 points in 50 digits.
    /// </summary>
    private static readonly double[] Chebyshev =
    [
        1.1775789345674017541, -0.0045900545806464773309, -0.084249133366517915584, 0.059209939998191890498, -0.026658668435305752277, 0.0090749976707052650939,
        -0.0024131635404176081909, 0.00049077583652580863229, -0.000069169733025012063671, 4.1390279860730101675e-6, 7.7403830661984906686e-7, -2.1886401049234395661e-7,
        1.0764999465670910377e-8, 4.5219598112182868979e-9, -7.7544002088313511065e-10, -6.3180883408866844944e-11, 2.8687950109306698981e-11, 1.945586854577734723e-13,
        -9.6546967484334389059e-13, 3.2525481481487398415e-14, 3.3478119482868053878e-14, -1.8645628804193131015e-15, -1.2507950530688647085e-15,
    ];

    /// <summary>P(Z ≤ z) at eight places, each tail computed directly, from the exponential that the density at z has too.</summary>
    /// <param name="z">Where.</param>
    /// <param name="exponential">exp(−z² / 2).</param>
    /// <remarks>
    /// M. M. Shepherd, J. G. Laframboise, Math. Comp. 1981;36:249–253: the expansion of (1 + 2x) e^(x²) erfc x. Full accuracy in the middle; in a tail the relative error is that of the exponential.
    /// </remarks>
    public static Vector512<double> Lower(Vector512<double> z, Vector512<double> exponential)
    {
        var one = Vector512<double>.One;
        var x = Vector512.Abs(z) * SqrtHalf;
        var middle = Vector512.Create(Middle);
        var t = (x - middle) / (x + middle);
        var twice = t + t;
        var (last, before) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var i = Chebyshev.Length - 1; i > 0; i--)
        {
            (last, before) = (Vector512.FusedMultiplyAdd(twice, last, Vector512.Create(Chebyshev[i]) - before), last);
        }

        var tail = 0.5 * exponential * (Vector512.FusedMultiplyAdd(t, last, Vector512.Create(Chebyshev[0]) - before) / (one + x + x));
        return Vector512.ConditionalSelect(Vector512.LessThan(z, Vector512<double>.Zero), tail, one - tail);
    }
}
