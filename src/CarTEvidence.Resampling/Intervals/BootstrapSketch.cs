namespace CarTEvidence.Resampling;

/// <summary>
/// A bootstrap, or a part of one, of which only the intervals asked for are left: the same limits, bit for bit, as from all replicates, in memory that
/// grows with the square root of their number. Promises no value equality.
/// </summary>
public sealed partial class BootstrapSketch
{
    private readonly BootstrapData _data;
    private readonly BootstrapRow _observed;
    private readonly BootstrapIntervals _intervals;
    private readonly SortedDictionary<BootstrapVariable, SketchedDistribution> _sketches;

    internal BootstrapSketch(
        BootstrapData data, BootstrapOptions options, ReplicateRange range, BootstrapRow observed, IReadOnlyList<BootstrapRequest> requests, SortedDictionary<BootstrapVariable, SketchedDistribution> sketches)
    {
        (_data, Options, Range, _observed, Requests, _sketches) = (data, options, range, observed, requests, sketches);
        _intervals = new BootstrapIntervals(data, options, observed);
    }

    /// <summary>What was drawn.</summary>
    public BootstrapKind Kind => _data.Kind;

    /// <summary>The choices of the run.</summary>
    public BootstrapOptions Options { get; }

    /// <summary>The replicates that were computed.</summary>
    public ReplicateRange Range { get; }

    /// <summary>The intervals that were asked for.</summary>
    public IReadOnlyList<BootstrapRequest> Requests { get; }

    /// <summary>The estimate from the data as they are; its standard errors are not numbers where the data are a model that was given.</summary>
    public PooledFit Observed => _observed.Fit;

    /// <summary>Numbers that were kept of all replicates.</summary>
    public long Kept => _sketches.Values.Sum(sketch => sketch.Kept);

    /// <summary>The estimate of a statistic from the data as they are; <c>null</c> where it is not defined.</summary>
    /// <param name="statistic">Which.</param>
    public double? ObservedValue(BootstrapStatistic statistic) => _intervals.Observed(statistic);

    /// <summary>One of the intervals that were asked for.</summary>
    /// <param name="request">Which.</param>
    /// <exception cref="ArgumentException">It was not asked for.</exception>
    /// <exception cref="InvalidOperationException">
    /// The data or the number of replicates allow no such interval; or the sketch is a part of a run, whose limits are not those of the run and may not be in it.
    /// </exception>
    public BootstrapInterval Interval(BootstrapRequest request)
    {
        if (!Requests.Contains(request))
        {
            throw new ArgumentException($"The sketch was not asked for {request}.", nameof(request));
        }

        try
        {
            return Make(request);
        }
        catch (MissedBracketException missed)
        {
            throw new InvalidOperationException(Range.Count == Options.Replicates
                ? "The limits lie outside what the parts have kept; run them keeping all replicates."
                : $"This is a part of {Range.Count} of {Options.Replicates} replicates; the limits of the run are made of all its parts.", missed);
        }
    }

    internal static SortedDictionary<BootstrapVariable, SketchedDistribution> Sketches() =>
        new(Comparer<BootstrapVariable>.Create((a, b) => (a.Statistic, a.Scale).CompareTo((b.Statistic, b.Scale))));

    internal BootstrapInterval Make(BootstrapRequest request)
    {
        _intervals.Require(request);
        return _intervals.Make(request, _sketches[request.Variable]);
    }
}
