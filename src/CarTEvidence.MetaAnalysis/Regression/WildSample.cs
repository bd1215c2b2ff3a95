using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The replicates by which a part foresees what all of them will say: its own and, where these are few, some beside them.</summary>
/// <remarks>
/// A sample's share of extreme replicates that differs from α by d, n d = 20 in Kullback and Leibler's measure, has a chance below e⁻²⁰ where that of all replicates is on the other side of α
/// (Hoeffding 1963, doi:10.1080/01621459.1963.10500830, theorem 1, which also holds for samples without replacement).
/// </remarks>
internal sealed class WildSample
{
    private const double Certain = 20;

    // So many that the shares 0 and 1 are certain to be on their side of α, and that the ends of an interval are some tenths of a standard error apart.
    private const long Fewest = 1 << 14;
    private const double FewestOfRareSide = 64;

    // A sample of n looks at some 10 + 6650/√n distances, all replicates at 10; a run that is not longer than this times √n is looked at as a whole.
    private const double Detour = 665;

    private readonly long _count;
    private readonly double _alpha;

    /// <param name="part">The replicates of the part, at least one.</param>
    /// <param name="all">How many there are in the whole run.</param>
    /// <param name="level">Level of the interval.</param>
    public WildSample(ReplicateRange part, long all, double level)
    {
        _alpha = 1 - level;
        var wanted = Math.Min(all, Math.Max(Fewest, (long)Math.Ceiling(FewestOfRareSide / Math.Min(_alpha, level))));
        _count = Math.Max(part.Count, wanted);
        _count = all <= _count + Detour * Math.Sqrt(_count) ? all : _count;
        var first = Math.Min(part.First, all - _count);
        Beside = [.. new[] { new ReplicateRange(first, part.First - first), new ReplicateRange(part.End, first + _count - part.End) }.Where(range => range.Count > 0)];
        IsAll = _count == all;
    }

    /// <summary>Whether these are all replicates, so that their share decides.</summary>
    public bool IsAll { get; }

    /// <summary>The replicates beside those of the part.</summary>
    public IReadOnlyList<ReplicateRange> Beside { get; }

    /// <summary>Whether all replicates will reject, as far as the sample tells for certain.</summary>
    public bool? IsRejected(long asExtreme)
    {
        var share = (double)asExtreme / _count;
        return _count * (Term(share, _alpha) + Term(1 - share, 1 - _alpha)) < Certain ? null : share < _alpha;
    }

    private static double Term(double found, double expected) => found > 0 ? found * Math.Log(found / expected) : 0;
}
