using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>
/// Exponential and logarithm in every lane. They use exactly rounded operations alone, so a result is the same on every platform and in every width
/// of vectors, which the C library's functions do not promise.
/// </summary>
internal static class LaneMath
{
    /// <summary>1.5 · 2⁵²: added to a number it leaves the nearest whole number in the lowest bits.</summary>
    public const double Shifter = 6755399441055744;

    // Takes the bits of √½ off and adds 1024 to the exponent, so that it is positive; then the bits of 2⁵² make a number of it.
    public const ulong ExponentBias = 0x4000_0000_0000_0000 - 0x3FE6_A09E_667F_3BCD, ExponentMark = 0x4330_0000_0000_0000;
    public const double ExponentOffset = 4503599627370496 + 1024;

    // ln 2 in two parts, the first short enough for its product with a whole exponent to be exact.
    private const double Ln2 = 0.6931471805598903, Ln2Rest = 5.497923018708371e-14, Log2E = 1.4426950408889634;

    private const double SmallestExponent = -708;

    /// <summary>eˣ for x ≤ 700, within two units in the last place; 0 below −708, where it would lose precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        // x = n ln 2 + r with |r| ≤ ½ ln 2, where the Taylor polynomial of degree 12 leaves 2e-16.
        T shifted = T.MultiplyAdd(x, T.All(Log2E), T.All(Shifter)), n = shifted - T.All(Shifter);
        T r = T.NegatedMultiplyAdd(n, T.All(Ln2Rest), T.NegatedMultiplyAdd(n, T.All(Ln2), x));
        T p = T.MultiplyAdd(T.All(1.0 / 479001600), r, T.All(1.0 / 39916800));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 3628800));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 362880));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 40320));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 5040));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 720));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 120));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 24));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 6));
        p = T.MultiplyAdd(p, r, T.All(0.5));
        p = T.MultiplyAdd(p, r, T.All(1));
        p = T.MultiplyAdd(p, r, T.All(1));
        return T.Select(T.LessThan(x, T.All(SmallestExponent)), T.All(0), T.Scale(p, shifted));
    }

    /// <summary>log x for a positive x of ordinary size, within two units in the last place (near 1, of 10⁻¹⁶).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        // x = m 2ᵉ with m between √½ and √2; log m = 2 artanh s with s = (m − 1)/(m + 1), |s| < 0.172.
        T e = T.Exponent(x), m = T.Scale(x, T.All(Shifter) - e);
        T s = (m - T.All(1)) / (m + T.All(1)), z = s * s;
        T p = T.MultiplyAdd(T.All(2.0 / 21), z, T.All(2.0 / 19));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 17));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 15));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 13));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 11));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 9));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 7));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 5));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 3));
        p = T.MultiplyAdd(p, z, T.All(2));
        return T.MultiplyAdd(e, T.All(Ln2), T.MultiplyAdd(p, s, e * T.All(Ln2Rest)));
    }
}
