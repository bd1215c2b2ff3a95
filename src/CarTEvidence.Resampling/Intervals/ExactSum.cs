using System.Numerics;

namespace CarTEvidence.Resampling;

/// <summary>
/// A sum of doubles without rounding, so that neither their order nor how they are shared out shows; it is rounded once, when it is read.
/// </summary>
/// <remarks>
/// A fixed-point number of digits of 32 bits that reaches from the smallest subnormal number to the largest finite one; a digit is kept in 64 bits, so carries can
/// wait for 2³⁰ additions. Numbers that are not finite are left out of the digits, and make the sum not a number.
/// </remarks>
internal sealed class ExactSum
{
    private const int DigitBits = 32;
    private const int LowestExponent = 1074;
    private const int Digits = ((2 * LowestExponent) / DigitBits) + 4;
    private const int MostPending = 1 << 30;

    private readonly long[] _digits = new long[Digits];
    private int _pending;
    private bool _isUndefined;

    /// <summary>The sum, rounded to a double.</summary>
    public double Value
    {
        get
        {
            if (_isUndefined)
            {
                return double.NaN;
            }

            BigInteger total = 0;
            for (int i = Digits - 1; i >= 0; i--)
            {
                total = (total << DigitBits) + _digits[i];
            }

            // 64 leading bits are more than a double keeps; what is cut off below them decides no rounding but the last.
            int excess = (int)Math.Max(0, (long)BigInteger.Abs(total).GetBitLength() - 64);
            return Math.ScaleB((double)(total >> excess), excess - LowestExponent);
        }
    }

    public static ExactSum Read(BinaryReader reader)
    {
        var sum = new ExactSum { _isUndefined = reader.ReadBoolean() };
        for (int i = 0; i < Digits; i++)
        {
            sum._digits[i] = reader.ReadInt64();
        }

        return sum;
    }

    public void Write(BinaryWriter writer)
    {
        Carry();
        writer.Write(_isUndefined);
        foreach (long digit in _digits)
        {
            writer.Write(digit);
        }
    }

    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            _isUndefined = true;
            return;
        }

        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & ((1L << 52) - 1);
        ulong mantissa = (ulong)(exponent == 0 ? fraction : fraction | (1L << 52));
        int place = Math.Max(0, exponent - 1), digit = place / DigitBits, shift = place % DigitBits, sign = bits < 0 ? -1 : 1;
        UInt128 shifted = (UInt128)mantissa << shift;
        _digits[digit] += sign * (long)(uint)shifted;
        _digits[digit + 1] += sign * (long)(uint)(shifted >> DigitBits);
        _digits[digit + 2] += sign * (long)(uint)(shifted >> (2 * DigitBits));
        if (++_pending == MostPending)
        {
            Carry();
        }
    }

    public void Add(ExactSum other)
    {
        Carry();
        other.Carry();
        for (int i = 0; i < Digits; i++)
        {
            _digits[i] += other._digits[i];
        }

        _isUndefined |= other._isUndefined;
        Carry();
    }

    /// <summary>Brings every digit but the last back to 0 … 2³² − 1, which makes the form unique.</summary>
    private void Carry()
    {
        long carry = 0;
        for (int i = 0; i < Digits - 1; i++)
        {
            long digit = _digits[i] + carry;
            _digits[i] = digit & 0xFFFF_FFFF;
            carry = digit >> DigitBits;
        }

        _digits[Digits - 1] += carry;
        _pending = 0;
    }
}
