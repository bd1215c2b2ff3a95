using System.Numerics;
using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>
/// The number of events of a study of n patients under the binomial-normal model with known mean and tau², as an alias table,
/// and the logit and its weight that belong to every number.
/// </summary>
/// <remarks>
/// Mean and tau² are the same in all replicates, so the events follow one fixed distribution, P(x) = ∫ Bin(x | n, expit(μ + τz)) φ(z) dz: neither a normal
/// nor a binomial draw is needed. Small studies (n ≤ 63) use 64 columns and 16 bits a draw: 6 for the column, 10 for the fraction, and on equality with the threshold's first ten bits
/// (one draw in 1,024) 32 further bits from a reserved block, so a probability is met to 2⁻⁴². Walker (1977), doi:10.1145/355744.355749.
/// </remarks>
internal sealed unsafe class EventTable : IDisposable
{
    /// <summary>Most patients of a study with 64 columns.</summary>
    public const int LargestSmall = 63;

    /// <summary>Columns of a small study.</summary>
    public const int Columns = 64;

    private const int Planes = 4;

    private readonly AlignedBuffer _buffer;

    /// <param name="total">Number of patients, n ≥ 1; 0 for a study that only fills up and has no weight.</param>
    /// <param name="mean">Mean logit of the model.</param>
    /// <param name="tauSquared">Variance of the logits between studies.</param>
    public EventTable(int total, double mean, double tauSquared)
        : this(total, mean, () => EventMass.BinomialNormal(total, mean, Math.Sqrt(tauSquared)))
    {
    }

    private EventTable(int total, double centre, Func<double[]> mass)
    {
        Total = total;
        int columns = Math.Max(Columns, total + 1);
        _buffer = new AlignedBuffer(
            AlignedBuffer.BytesFor<ushort>(Columns) + AlignedBuffer.BytesFor<byte>(Columns) + (2 * AlignedBuffer.BytesFor<ushort>(Planes * Columns))
            + (2 * AlignedBuffer.BytesFor<double>(columns)) + (2 * AlignedBuffer.BytesFor<uint>(columns)) + AlignedBuffer.BytesFor<ushort>(columns));
        Thresholds = _buffer.Take<ushort>(Columns);
        Aliases = _buffer.Take<byte>(Columns);
        WeightPlanes = _buffer.Take<ushort>(Planes * Columns);
        EffectPlanes = _buffer.Take<ushort>(Planes * Columns);
        Weights = _buffer.Take<double>(columns);
        Effects = _buffer.Take<double>(columns);
        Remainders = _buffer.Take<uint>(columns);
        LargeAliases = _buffer.Take<uint>(columns);
        LargeThresholds = _buffer.Take<ushort>(columns);
        if (total == 0)
        {
            new Span<ushort>(Thresholds, Columns).Fill(1 << 10);
            return;
        }

        FillAliases(mass());
        FillValues(centre);
    }

    /// <summary>The table of a binomial distribution.</summary>
    /// <param name="total">Number of patients, n ≥ 1.</param>
    /// <param name="probability">Probability of the event, 0 to 1.</param>
    /// <param name="centre">What is taken off every logit.</param>
    public static EventTable Binomial(int total, double probability, double centre) => new(total, centre, () => EventMass.Binomial(total, probability));

    /// <summary>Number of patients.</summary>
    public int Total { get; }

    /// <summary>Whether 16 bits make a draw.</summary>
    public bool IsSmall => Total <= LargestSmall;

    /// <summary>First ten bits of the threshold of each column.</summary>
    public ushort* Thresholds { get; }

    /// <summary>Alias of each column.</summary>
    public byte* Aliases { get; }

    /// <summary>The next 32 bits of each threshold.</summary>
    public uint* Remainders { get; }

    /// <summary>The weights 1/v by number of events, in four planes of 16 bits.</summary>
    public ushort* WeightPlanes { get; }

    /// <summary>The effects by number of events, in four planes of 16 bits.</summary>
    public ushort* EffectPlanes { get; }

    /// <summary>The weights 1/v by number of events.</summary>
    public double* Weights { get; }

    /// <summary>The logits less what is taken off them, by number of events.</summary>
    public double* Effects { get; }

    private uint* LargeAliases { get; }

    private ushort* LargeThresholds { get; }

    /// <summary>The number of events that a 16-bit draw gives; the specification.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Small(uint draw, ulong seed, ulong replicate, int study, uint stream)
    {
        int column = (int)(draw >> 10);
        uint fraction = draw & 1023, threshold = Thresholds[column];
        if (fraction == threshold && Remainders[column] != 0)
        {
            return Philox.Generate(seed, replicate, Philox.RedrawBlock | (uint)study, stream).Word0 < Remainders[column] ? column : Aliases[column];
        }

        return fraction < threshold ? column : Aliases[column];
    }

    /// <summary>The number of events of a large study, from a block of its own: 64 bits choose the column, 42 decide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Large(ulong seed, ulong replicate, int study, uint stream)
    {
        const uint LargeBlock = 0x4000_0000;
        PhiloxBlock words = Philox.Generate(seed, replicate, LargeBlock | (uint)study, stream);
        int column = (int)Math.BigMul(words.Word0 | ((ulong)words.Word1 << 32), (ulong)Total + 1, out _);
        uint fraction = words.Word2 >> 22, threshold = LargeThresholds[column];
        bool own = fraction < threshold || (fraction == threshold && words.Word3 < Remainders[column]);
        return own ? column : (int)LargeAliases[column];
    }

    public void Dispose() => _buffer.Dispose();

    private void FillAliases(double[] mass)
    {
        int columns = IsSmall ? Columns : mass.Length;
        Array.Resize(ref mass, columns);
        double sum = 0;
        foreach (double m in mass)
        {
            sum += m;
        }

        double[] scaled = new double[columns], own = new double[columns];
        int[] aliases = new int[columns];
        Stack<int> small = new(columns), large = new(columns);
        for (int c = 0; c < columns; c++)
        {
            (scaled[c], own[c], aliases[c]) = (mass[c] / sum * columns, 1, c);
            (scaled[c] < 1 ? small : large).Push(c);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            int poor = small.Pop(), rich = large.Peek();
            (own[poor], aliases[poor]) = (scaled[poor], rich);
            scaled[rich] -= 1 - scaled[poor];
            if (scaled[rich] >= 1)
            {
                continue;
            }

            large.Pop();
            small.Push(rich);
        }

        // Columns left over by rounding have all of their own; one of no mass can only be left over if it has none.
        int likeliest = Array.IndexOf(mass, mass.Max());
        for (int c = 0; c < columns; c++)
        {
            if (mass[c] == 0 && own[c] >= 1)
            {
                (own[c], aliases[c]) = (0, likeliest);
            }

            ulong threshold = (ulong)Math.Round(Math.Min(1, own[c]) * (1L << 42), MidpointRounding.AwayFromZero);
            LargeThresholds[c] = (ushort)(threshold >> 32);
            LargeAliases[c] = (uint)aliases[c];
            Remainders[c] = (uint)threshold;
            if (!IsSmall)
            {
                continue;
            }

            Thresholds[c] = LargeThresholds[c];
            Aliases[c] = (byte)aliases[c];
        }
    }

    private void FillValues(double centre)
    {
        for (int x = 0; x <= Total; x++)
        {
            double events = x, others = Total - x;
            if (x == 0 || x == Total)
            {
                (events, others) = (events + 0.5, others + 0.5);
            }

            double variance = (1 / events) + (1 / others), effect = Math.Log(events / others) - centre;
            (Weights[x], Effects[x]) = (1 / variance, effect);
            if (!IsSmall)
            {
                continue;
            }

            ulong w = BitConverter.DoubleToUInt64Bits(Weights[x]), y = BitConverter.DoubleToUInt64Bits(effect);
            for (int plane = 0; plane < Planes; plane++)
            {
                WeightPlanes[(plane * Columns) + x] = (ushort)BitOperations.RotateRight(w, 16 * plane);
                EffectPlanes[(plane * Columns) + x] = (ushort)BitOperations.RotateRight(y, 16 * plane);
            }
        }
    }
}
