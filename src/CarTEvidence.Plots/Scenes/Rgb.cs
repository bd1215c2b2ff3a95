using System.Globalization;

namespace CarTEvidence.Plots;

/// <summary>A colour in sRGB.</summary>
/// <param name="Red">0…255.</param>
/// <param name="Green">0…255.</param>
/// <param name="Blue">0…255.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>Black.</summary>
    public static Rgb Black { get; }

    /// <summary>White.</summary>
    public static Rgb White { get; } = new(255, 255, 255);

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="hex"/> is not a hash sign and six hexadecimal digits.</exception>
    public static Rgb Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        if (hex.Length != 7 || hex[0] != '#' || !int.TryParse(hex.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            throw new ArgumentException($"A colour is written #rrggbb, not '{hex}'.", nameof(hex));
        }

        return new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    /// <summary>The colour a share of the way to another, channel by channel.</summary>
    /// <param name="other">Colour at <paramref name="share"/> 1.</param>
    /// <param name="share">0…1.</param>
    public Rgb Mix(Rgb other, double share)
    {
        if (!(share is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        }

        return new Rgb(Blend(Red, other.Red), Blend(Green, other.Green), Blend(Blue, other.Blue));
        byte Blend(byte from, byte to) => (byte)Math.Round(from + (to - from) * share);
    }

    /// <summary><c>#rrggbb</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");
}
