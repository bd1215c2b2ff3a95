namespace CarTEvidence.Resampling;

/// <summary>One lane: the specification of the kernels.</summary>
internal readonly unsafe struct Lanes1(double value) : ILanes<Lanes1>
{
    private readonly double _value = value;

    public static int Width => 1;

    public static Lanes1 operator +(Lanes1 a, Lanes1 b) => new(a._value + b._value);

    public static Lanes1 operator -(Lanes1 a, Lanes1 b) => new(a._value - b._value);

    public static Lanes1 operator *(Lanes1 a, Lanes1 b) => new(a._value * b._value);

    public static Lanes1 operator /(Lanes1 a, Lanes1 b) => new(a._value / b._value);

    public static Lanes1 All(double value) => new(value);

    public static Lanes1 Load(double* source) => new(*source);

    public static void Store(double* destination, Lanes1 value) => *destination = value._value;

    public static Lanes1 MultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c) => new(Math.FusedMultiplyAdd(a._value, b._value, c._value));

    public static Lanes1 MultiplySubtract(Lanes1 a, Lanes1 b, Lanes1 c) => new(Math.FusedMultiplyAdd(a._value, b._value, -c._value));

    public static Lanes1 NegatedMultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c) => new(Math.FusedMultiplyAdd(-a._value, b._value, c._value));

    public static Lanes1 AddAt(Lanes1 a, double* b) => new(a._value + *b);

    public static Lanes1 AddAll(Lanes1 a, double* b) => new(a._value + *b);

    public static Lanes1 MultiplyAt(Lanes1 a, double* b) => new(a._value * *b);

    public static Lanes1 MultiplyAll(Lanes1 a, double* b) => new(a._value * *b);

    public static Lanes1 MultiplyAddAt(Lanes1 a, Lanes1 b, double* c) => new(Math.FusedMultiplyAdd(a._value, b._value, *c));

    public static Lanes1 MultiplyAddAll(Lanes1 a, Lanes1 b, double* c) => new(Math.FusedMultiplyAdd(a._value, b._value, *c));

    public static Lanes1 MultiplyAllAdd(Lanes1 a, double* b, Lanes1 c) => new(Math.FusedMultiplyAdd(a._value, *b, c._value));

    public static Lanes1 PositivePart(Lanes1 value) => new(value._value > 0 ? value._value : 0);

    public static Lanes1 AbsoluteValue(Lanes1 value) => new(Math.Abs(value._value));

    public static Lanes1 SquareRoot(Lanes1 value) => new(Math.Sqrt(value._value));

    public static Lanes1 Scale(Lanes1 value, Lanes1 shiftedPower) =>
        new(BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value._value) + (BitConverter.DoubleToInt64Bits(shiftedPower._value) << 52)));

    public static Lanes1 Exponent(Lanes1 value) =>
        new(BitConverter.UInt64BitsToDouble(((BitConverter.DoubleToUInt64Bits(value._value) + LaneMath.ExponentBias) >> 52) | LaneMath.ExponentMark) - LaneMath.ExponentOffset);

    public static Lanes1 LessThan(Lanes1 a, Lanes1 b) => Mask(a._value < b._value);

    public static Lanes1 Select(Lanes1 mask, Lanes1 yes, Lanes1 no) => Bits(mask) != 0 ? yes : no;

    public static Lanes1 And(Lanes1 a, Lanes1 b) => Mask((Bits(a) & Bits(b)) != 0);

    public static Lanes1 AndNot(Lanes1 a, Lanes1 b) => Mask(Bits(a) != 0 && Bits(b) == 0);

    public static Lanes1 Or(Lanes1 a, Lanes1 b) => Mask((Bits(a) | Bits(b)) != 0);

    public static uint Bits(Lanes1 mask) => (uint)(BitConverter.DoubleToUInt64Bits(mask._value) >> 63);

    private static Lanes1 Mask(bool set) => new(BitConverter.UInt64BitsToDouble(set ? ulong.MaxValue : 0));
}
