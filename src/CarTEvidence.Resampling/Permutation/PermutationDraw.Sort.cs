using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CarTEvidence.Resampling;

// Batcher's odd-even merge sort of the keys of sixteen replicates at once. The first sixteen keys never leave the registers; merging the others
// with them goes through memory. Batcher (1968), Sorting networks and their applications, doi:10.1145/1468075.1468121.
internal sealed unsafe partial class PermutationDraw
{
    private const int InRegisters = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SortEight(uint* keys)
    {
        Vector512<uint> k0 = Load(keys, 0), k1 = Load(keys, 1), k2 = Load(keys, 2), k3 = Load(keys, 3);
        Vector512<uint> k4 = Load(keys, 4), k5 = Load(keys, 5), k6 = Load(keys, 6), k7 = Load(keys, 7);
        Sort(ref k0, ref k1, ref k2, ref k3, ref k4, ref k5, ref k6, ref k7);
        Store(keys, k0, k1, k2, k3);
        Store(keys + (4 * Lanes), k4, k5, k6, k7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SortSixteen(uint* keys)
    {
        Vector512<uint> k0 = Load(keys, 0), k1 = Load(keys, 1), k2 = Load(keys, 2), k3 = Load(keys, 3);
        Vector512<uint> k4 = Load(keys, 4), k5 = Load(keys, 5), k6 = Load(keys, 6), k7 = Load(keys, 7);
        Sort(ref k0, ref k1, ref k2, ref k3, ref k4, ref k5, ref k6, ref k7);
        Vector512<uint> k8 = Load(keys, 8), k9 = Load(keys, 9), k10 = Load(keys, 10), k11 = Load(keys, 11);
        Vector512<uint> k12 = Load(keys, 12), k13 = Load(keys, 13), k14 = Load(keys, 14), k15 = Load(keys, 15);
        Sort(ref k8, ref k9, ref k10, ref k11, ref k12, ref k13, ref k14, ref k15);

        Merge(ref k0, ref k2, ref k4, ref k6, ref k8, ref k10, ref k12, ref k14);
        Merge(ref k1, ref k3, ref k5, ref k7, ref k9, ref k11, ref k13, ref k15);
        Order(ref k1, ref k2);
        Order(ref k3, ref k4);
        Order(ref k5, ref k6);
        Order(ref k7, ref k8);
        Order(ref k9, ref k10);
        Order(ref k11, ref k12);
        Order(ref k13, ref k14);
        Store(keys, k0, k1, k2, k3);
        Store(keys + (4 * Lanes), k4, k5, k6, k7);
        Store(keys + (8 * Lanes), k8, k9, k10, k11);
        Store(keys + (12 * Lanes), k12, k13, k14, k15);
    }

    /// <summary>The comparators of a network whose keys stay in memory; its places are in elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sort(uint* keys, int* network, int comparators)
    {
        for (int* end = network + (2 * comparators); network < end; network += 2)
        {
            uint* first = keys + network[0], second = keys + network[1];
            Vector512<uint> a = Vector512.Load(first), b = Vector512.Load(second);
            Vector512.Min(a, b).Store(first);
            Vector512.Max(a, b).Store(second);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sort(
        ref Vector512<uint> a, ref Vector512<uint> b, ref Vector512<uint> c, ref Vector512<uint> d, ref Vector512<uint> e, ref Vector512<uint> f, ref Vector512<uint> g, ref Vector512<uint> h)
    {
        Order(ref a, ref b);
        Order(ref c, ref d);
        Order(ref e, ref f);
        Order(ref g, ref h);
        Merge(ref a, ref b, ref c, ref d);
        Merge(ref e, ref f, ref g, ref h);
        Merge(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
    }

    /// <summary>Merges two sorted halves: the even places and the odd places among themselves, then neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Merge(
        ref Vector512<uint> a, ref Vector512<uint> b, ref Vector512<uint> c, ref Vector512<uint> d, ref Vector512<uint> e, ref Vector512<uint> f, ref Vector512<uint> g, ref Vector512<uint> h)
    {
        Merge(ref a, ref c, ref e, ref g);
        Merge(ref b, ref d, ref f, ref h);
        Order(ref b, ref c);
        Order(ref d, ref e);
        Order(ref f, ref g);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Merge(ref Vector512<uint> a, ref Vector512<uint> b, ref Vector512<uint> c, ref Vector512<uint> d)
    {
        Order(ref a, ref c);
        Order(ref b, ref d);
        Order(ref b, ref c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Order(ref Vector512<uint> low, ref Vector512<uint> high) => (low, high) = (Vector512.Min(low, high), Vector512.Max(low, high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Load(uint* keys, int place) => Vector512.Load(keys + (place * Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(uint* keys, Vector512<uint> a, Vector512<uint> b, Vector512<uint> c, Vector512<uint> d)
    {
        a.Store(keys);
        b.Store(keys + Lanes);
        c.Store(keys + (2 * Lanes));
        d.Store(keys + (3 * Lanes));
    }
}
