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

        double[] sample = Sample(values), first = GC.AllocateUninitializedArray<double>(values.Length / 16), last = ranks.Length > 1 ? GC.AllocateUninitializedArray<double>(values.Length / 16) : [];
        KernelPath path = Dispatcher.Resolve(kernel);
        Span<bool> known = ranks.Length <= 64 ? stackalloc bool[ranks.Length] : new bool[ranks.Length];
        known.Clear();

        // A pass brackets two ranks, the first and the last that are not known; others near them are found on the way.
        for (int i = known.IndexOf(false); i >= 0; i = known.IndexOf(false))
        {
            int j = known.LastIndexOf(false);
            Bounds low = Around(sample, ranks[i], values.Length), high = Around(sample, ranks[j], values.Length);
            ((long below, int kept), (long belowLast, int keptLast)) = i == j
                ? (Keep(values, low.From, low.To, first, path), default)
                : KeepBoth(values, low, high, first, last, path);
            for (int rank = i; rank <= j; rank++)
            {
                if (known[rank])
                {
                    continue;
                }

                if (Holds(ranks[rank], below, kept, first.Length))
                {
                    (selected[rank], known[rank]) = (Quickselect(first.AsSpan(0, kept), (int)(ranks[rank] - below)), true);
                }
                else if (Holds(ranks[rank], belowLast, keptLast, last.Length))
                {
                    (selected[rank], known[rank]) = (Quickselect(last.AsSpan(0, keptLast), (int)(ranks[rank] - belowLast)), true);
                }
                else if (rank == i || rank == j)
                {
                    (selected[rank], known[rank]) = (Quickselect(values.ToArray(), (int)ranks[rank]), true);
                }
            }
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

    private static Bounds Around(double[] sample, long rank, int count)
    {
        double share = (double)rank / count, width = (Deviations * Math.Sqrt(SampleSize * share * (1 - share))) + 1;
        int low = (int)Math.Floor((SampleSize * share) - width), high = (int)Math.Ceiling((SampleSize * share) + width);
        return new(low < 0 ? double.NegativeInfinity : sample[low], high >= SampleSize ? double.PositiveInfinity : sample[high]);
    }

    private static bool Holds(long rank, long below, int kept, int room) => kept <= room && rank >= below && rank < below + kept;

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

    /// <summary>What <see cref="Keep"/> does for two brackets, in one pass over the numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ((long Below, int Kept) First, (long Below, int Kept) Last) KeepBoth(
        ReadOnlySpan<double> values, Bounds first, Bounds last, double[] insideFirst, double[] insideLast, KernelPath path)
    {
        if (path != KernelPath.Vector512)
        {
            return (KeepScalar(values, first.From, first.To, insideFirst), KeepScalar(values, last.From, last.To, insideLast));
        }

        long below = 0, belowLast = 0;
        int kept = 0, keptLast = 0, room = insideFirst.Length - Vector512<double>.Count, whole = values.Length / Vector512<double>.Count * Vector512<double>.Count;
        Vector512<double> from = Vector512.Create(first.From), to = Vector512.Create(first.To), fromLast = Vector512.Create(last.From), toLast = Vector512.Create(last.To);
        fixed (double* source = values, target = insideFirst, targetLast = insideLast)
        {
            for (int i = 0; i < whole; i += Vector512<double>.Count)
            {
                Vector512<double> value = Vector512.Load(source + i);
                ulong smaller = Vector512.LessThan(value, from).ExtractMostSignificantBits(), smallerLast = Vector512.LessThan(value, fromLast).ExtractMostSignificantBits();
                ulong bits = Vector512.LessThanOrEqual(value, to).ExtractMostSignificantBits() & ~smaller;
                ulong bitsLast = Vector512.LessThanOrEqual(value, toLast).ExtractMostSignificantBits() & ~smallerLast;
                below += BitOperations.PopCount(smaller);
                belowLast += BitOperations.PopCount(smallerLast);
                if ((bits | bitsLast) == 0)
                {
                    continue;
                }

                if (kept > room || keptLast > room)
                {
                    // One bracket too many holds: each is taken by itself.
                    return (KeepVector512(values, first.From, first.To, insideFirst), KeepVector512(values, last.From, last.To, insideLast));
                }

                Avx512F.Compress(Vector512<double>.Zero, Vector512.LessThanOrEqual(value, to) & Vector512.GreaterThanOrEqual(value, from), value).Store(target + kept);
                kept += BitOperations.PopCount(bits);
                Avx512F.Compress(Vector512<double>.Zero, Vector512.LessThanOrEqual(value, toLast) & Vector512.GreaterThanOrEqual(value, fromLast), value).Store(targetLast + keptLast);
                keptLast += BitOperations.PopCount(bitsLast);
            }
        }

        (long rest, int more) = KeepScalar(values[whole..], first.From, first.To, insideFirst.AsSpan(kept));
        (long restLast, int moreLast) = KeepScalar(values[whole..], last.From, last.To, insideLast.AsSpan(keptLast));
        return ((below + rest, kept + more), (belowLast + restLast, keptLast + moreLast));
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

    /// <summary>The numbers between which a rank lies, all but surely.</summary>
    private readonly record struct Bounds(double From, double To);
}
