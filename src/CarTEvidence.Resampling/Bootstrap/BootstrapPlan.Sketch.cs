namespace CarTEvidence.Resampling;

public sealed partial class BootstrapPlan
{
    // The first replicates, of which everything is kept, say where the limits of a run 64 times as long will lie, those of it where they lie in one 64 times as long again.
    private const int Growth = 64;

    // A pilot costs its share of the run again, at most one part in this.
    private const int LeastRun = 16;

    // A limit lies outside its bracket once in 10^15; then the brackets are made wider.
    private const double Deviations = 8;
    private const int MostAttempts = 4;

    private long _firstPilot = 1 << 16;

    /// <summary>The same with another first pilot, which moves the brackets and no limit.</summary>
    internal BootstrapPlan WithFirstPilot(long replicates) => new(_data, Options) { _firstPilot = replicates };

    /// <summary>Runs it and keeps only what the intervals asked for need, so that the number of replicates is not bounded by memory.</summary>
    /// <param name="wanted">The intervals; those that the data do not allow say so when they are asked for.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of at most 4,096 replicates.</param>
    /// <exception cref="ArgumentException">Nothing is wanted, a request is outside its range, or the range of the options is not made of whole blocks.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// The limits are order statistics, and exact: those of all replicates sorted, bit for bit. The first 65,536 replicates bracket every limit by eight standard
    /// deviations of its rank; a run over them counts what is below a bracket and keeps what is in it. Long runs go over their first part once more, to have narrower
    /// brackets: replicates are a function of their number, so nothing need be stored to see them twice. Parts of a run make the same brackets and can be merged.
    /// <see cref="BootstrapOptions.Record"/> is of no account: what the intervals need is recorded.
    /// </remarks>
    public BootstrapSketch Sketch(IReadOnlyList<BootstrapRequest> wanted, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (wanted.Count == 0)
        {
            throw new ArgumentException("No interval is wanted.", nameof(wanted));
        }

        BootstrapRecord record = BootstrapRecord.MeanOnly;
        foreach (BootstrapRequest request in wanted)
        {
            request.Check();
            record |= request.Variable.Record;
        }

        BootstrapOptions options = Options with { Record = record };
        ReplicateRange range = options.Part();
        if (range.First % ReplicateRange.BlockSize != 0 || (range.End % ReplicateRange.BlockSize != 0 && range.End != options.Replicates))
        {
            throw new ArgumentException($"A part of a sketch is made of whole blocks of {ReplicateRange.BlockSize} replicates; {range} is not.", nameof(wanted));
        }

        using var scheme = new BootstrapScheme(_data, options);
        var intervals = new BootstrapIntervals(_data, options, scheme.Observed);
        BootstrapRequest[] possible = [.. wanted.Where(request => IsPossible(intervals, request))];
        for (int attempt = 0; ; attempt++)
        {
            double deviations = attempt < MostAttempts ? Deviations * (1 << attempt) : double.PositiveInfinity;
            try
            {
                var sketches = Sketches(scheme, intervals, possible, options, range, deviations, progress, cancellation);
                var sketch = new BootstrapSketch(_data, options, range, scheme.Observed, [.. wanted], sketches);
                if (range.Count == options.Replicates)
                {
                    Try(possible, sketch);
                }

                return sketch;
            }
            catch (MissedBracketException) when (attempt < MostAttempts)
            {
                // The next attempt takes wider brackets, the last one no brackets at all.
            }
        }
    }

    private static bool IsPossible(BootstrapIntervals intervals, BootstrapRequest request)
    {
        try
        {
            intervals.Require(request);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void Try(IEnumerable<BootstrapRequest> requests, BootstrapSketch sketch)
    {
        foreach (BootstrapRequest request in requests)
        {
            try
            {
                sketch.Make(request);
            }
            catch (InvalidOperationException)
            {
                // Too few replicates for the level: said again, to whoever asks for it.
            }
        }
    }

    private SortedDictionary<BootstrapVariable, SketchedDistribution> Sketches(
        BootstrapScheme scheme, BootstrapIntervals intervals, BootstrapRequest[] requests, BootstrapOptions options, ReplicateRange range, double deviations, IProgress<double>? progress, CancellationToken cancellation)
    {
        long pilot = Math.Min(_firstPilot, options.Replicates);
        var first = new BootstrapReplicates(
            _data, options, scheme.Observed, Columns(scheme, new ReplicateRange(0, pilot), options.Record, null, cancellation));
        Dictionary<BootstrapVariable, IReplicateDistribution> seen = requests.Select(request => request.Variable).Distinct().ToDictionary(variable => variable, IReplicateDistribution (variable) => first.Distribution(variable));
        while (pilot * Growth * LeastRun <= options.Replicates)
        {
            pilot *= Growth;

            // The next pilot must hold the ends of brackets, which are that much further out than the limits.
            var next = Pass(new ReplicateRange(0, pilot), deviations * 1.25, null);
            seen = next.ToDictionary(entry => entry.Key, IReplicateDistribution (entry) => entry.Value);
        }

        return Pass(range, deviations, progress);

        SortedDictionary<BootstrapVariable, SketchedDistribution> Pass(ReplicateRange part, double width, IProgress<double>? report)
        {
            SortedDictionary<BootstrapVariable, SketchedDistribution> sketches = BootstrapSketch.Sketches();
            foreach ((BootstrapVariable variable, IReplicateDistribution distribution) in seen)
            {
                var probabilities = requests.Where(request => request.Variable == variable).SelectMany(request => intervals.Probabilities(request, distribution, width));
                sketches[variable] = new SketchedDistribution(variable.Observed(scheme.Observed, intervals.T), Brackets.Around(distribution, probabilities, width));
            }

            BlockRunner.Run(part, options.Threads, () => new SketchWorker(scheme, options, intervals.T, sketches, cancellation), report, cancellation);
            return sketches;
        }
    }
}
