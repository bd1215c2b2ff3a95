using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarTEvidence.Resampling;

/// <summary>Exact order statistics of many numbers without sorting them.</summary>
/// <remarks>
/// A sorted sample of 4,096 numbers brackets each wanted rank by six standard deviations of its rank in the sample. One pass counts the numbers below a
/// bracket and keeps those inside, some two in a hundred; selection among these gives the order statistic itself, whatever the bracket. Where a bracket
/// has missed (once in a billion times, or with a sample that does not represent the whole) the whole is searched.
/// </remarks>
internal static unsafe class OrderStatistics
{
    private const int SampleSize = 4096;
    private const int SmallestBracketed = 16 * SampleSize;
    private const double Deviations = 6;
    private const int Stride = 7919;

    /// <summary>The numbers of the given ranks (0 for the smallest).</summary>
    public static double[] Select(ReadOnlySpan<double> values, ReadOnlySpan<long> ranks, KernelPath kernel = KernelPath.Automatic)
    {
        var selected = new double[ranks.Length];
        if (values.Length < SmallestBracketed)
        {
            double[] sorted = values.ToArray();
            Array.Sort(sorted);
            for (int i = 0; i < ranks.Length; i++)
            {
                selected[i] = sorted[ranks[i]];
            }

            return selected;
        }

        double[] sample = Sample(values), inside = GC.AllocateUninitializedArray<double>(values.Length / 16);
        bool vector = Dispatcher.Resolve(kernel) == KernelPath.Vector512;
        for (int i = 0; i < ranks.Length; i++)
        {
            double share = (double)ranks[i] / values.Length, width = (Deviations * Math.Sqrt(SampleSize * share * (1 - share))) + 1;
            int low = (int)Math.Floor((SampleSize * share) - width), high = (int)Math.Ceiling((SampleSize * share) + width);
            double from = low < 0 ? double.NegativeInfinity : sample[low], to = high >= SampleSize ? double.PositiveInfinity : sample[high];
            (long below, int kept) = vector ? KeepVector512(values, from, to, inside) : KeepScalar(values, from, to, inside);
            bool found = kept <= inside.Length && ranks[i] >= below && ranks[i] < below + kept;
            selected[i] = found ? Quickselect(inside.AsSpan(0, kept), (int)(ranks[i] - below)) : Quickselect(values.ToArray(), (int)ranks[i]);
        }

        return selected;
    }

    /// <summary>Counts the numbers below <paramref name="from"/> and copies those up to <paramref name="to"/>, in their order.</summary>
    /// <param name="values">Numbers.</param>
    /// <param name="from">The smallest number that is copied.</param>
    /// <param name="to">The largest.</param>
    /// <param name="inside">Room for as many as there are, and eight more.</param>
    /// <param name="path">A path this machine can run.</param>
    public static (long Below, int Kept) Keep(ReadOnlySpan<double> values, double from, double to, Span<double> inside, KernelPath path) =>
        path == KernelPath.Vector512 ? KeepVector512(values, from, to, inside) : KeepScalar(values, from, to, inside);

    /// <summary>Counts the numbers below another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long CountBelow(ReadOnlySpan<double> values, double bound)
    {
        long below = 0;
        int i = 0;
        Vector256<double> bounds = Vector256.Create(bound);
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            below += BitOperations.PopCount(Vector256.LessThan(Vector256.Create(values[i..]), bounds).ExtractMostSignificantBits());
        }

        for (; i < values.Length; i++)
        {
            below += values[i] < bound ? 1 : 0;
        }

        return below;
    }

    private static double[] Sample(ReadOnlySpan<double> values)
    {
        double[] sample = new double[SampleSize];
        int step = values.Length / SampleSize;
        for (int i = 0; i < SampleSize; i++)
        {
            sample[i] = values[(i * step) + (int)((uint)i * Stride % (uint)step)];
        }

        Array.Sort(sample);
        return sample;
    }

    /// <summary>Counts the numbers below <paramref name="from"/> and keeps those up to <paramref name="to"/>; a count past the room left means: too many.</summary>
    private static (long Below, int Kept) KeepScalar(ReadOnlySpan<double> values, double from, double to, Span<double> inside)
    {
        long below = 0;
        int kept = 0;
        foreach (double value in values)
        {
            if (value < from)
            {
                below++;
            }
            else if (value <= to && kept++ < inside.Length)
            {
                inside[kept - 1] = value;
            }
        }

        return (below, kept);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (long Below, int Kept) KeepVector512(ReadOnlySpan<double> values, double from, double to, Span<double> inside)
    {
        long below = 0;
        int kept = 0, room = inside.Length - Vector512<double>.Count, whole = values.Length / Vector512<double>.Count * Vector512<double>.Count;
        Vector512<double> lower = Vector512.Create(from), upper = Vector512.Create(to);
        fixed (double* source = values, target = inside)
        {
            for (int i = 0; i < whole; i += Vector512<double>.Count)
            {
                Vector512<double> value = Vector512.Load(source + i), smaller = Vector512.LessThan(value, lower);
                Vector512<double> keep = Vector512.AndNot(Vector512.LessThanOrEqual(value, upper), smaller);
                below += BitOperations.PopCount(smaller.ExtractMostSignificantBits());
                ulong bits = keep.ExtractMostSignificantBits();
                if (bits == 0)
                {
                    continue;
                }

                if (kept > room)
                {
                    return (below, int.MaxValue);
                }

                Avx512F.Compress(Vector512<double>.Zero, keep, value).Store(target + kept);
                kept += BitOperations.PopCount(bits);
            }
        }

        (long rest, int last) = KeepScalar(values[whole..], from, to, inside[kept..]);
        return (below + rest, kept + last);
    }

    private static double Quickselect(Span<double> values, int rank)
    {
        int low = 0, high = values.Length - 1;
        while (low < high)
        {
            double pivot = MedianOfThree(values[low], values[(low + high) / 2], values[high]);
            int i = low, j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i > j)
                {
                    break;
                }

                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (rank <= j)
            {
                high = j;
            }
            else if (rank >= i)
            {
                low = i;
            }
            else
            {
                break;
            }
        }

        return values[rank];
    }

    private static double MedianOfThree(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
