namespace CarTEvidence.Resampling;

/// <summary>
/// A vector of independent numbers, one replicate to a lane. The pooled estimates are written once over this interface; width 1 is the
/// specification, widths 4 and 8 are the vector forms. Every operation is exactly rounded in every width, so all of them give the same bits.
/// </summary>
/// <typeparam name="T">The vector itself.</typeparam>
internal unsafe interface ILanes<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Width { get; }

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    /// <summary>The same number in every lane.</summary>
    static abstract T All(double value);

    static abstract T Load(double* source);

    static abstract void Store(double* destination, T value);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>a·b − c, rounded once.</summary>
    static abstract T MultiplySubtract(T a, T b, T c);

    /// <summary>c − a·b, rounded once.</summary>
    static abstract T NegatedMultiplyAdd(T a, T b, T c);

    // The same with an operand in memory, a vector (At) or one number for all lanes (All), which the instruction reads by itself if it is used once.

    /// <summary>a + b.</summary>
    static abstract T AddAt(T a, double* b);

    /// <summary>a + b.</summary>
    static abstract T AddAll(T a, double* b);

    /// <summary>a·b.</summary>
    static abstract T MultiplyAt(T a, double* b);

    /// <summary>a·b.</summary>
    static abstract T MultiplyAll(T a, double* b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract T MultiplyAddAt(T a, T b, double* c);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract T MultiplyAddAll(T a, T b, double* c);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract T MultiplyAllAdd(T a, double* b, T c);

    /// <summary>The larger of the value and 0; 0 for a value that is not a number.</summary>
    static abstract T PositivePart(T value);

    static abstract T AbsoluteValue(T value);

    static abstract T SquareRoot(T value);

    /// <summary>value · 2ⁿ for a whole n between −1,000 and 1,000, given as n + <see cref="LaneMath.Shifter"/>; both factors of ordinary size.</summary>
    static abstract T Scale(T value, T shiftedPower);

    /// <summary>The whole e for which value · 2⁻ᵉ lies between √½ and √2, for a positive value of ordinary size.</summary>
    static abstract T Exponent(T value);

    /// <summary>A mask of the lanes with a &lt; b.</summary>
    static abstract T LessThan(T a, T b);

    /// <summary>Lanes of <paramref name="yes"/> where the mask is set, of <paramref name="no"/> elsewhere.</summary>
    static abstract T Select(T mask, T yes, T no);

    /// <summary>The lanes set in both masks.</summary>
    static abstract T And(T a, T b);

    /// <summary>The lanes of <paramref name="a"/> that are not in <paramref name="b"/>.</summary>
    static abstract T AndNot(T a, T b);

    /// <summary>The lanes set in either mask.</summary>
    static abstract T Or(T a, T b);

    /// <summary>A mask as bits, lane 0 in the lowest.</summary>
    static abstract uint Bits(T mask);
}
