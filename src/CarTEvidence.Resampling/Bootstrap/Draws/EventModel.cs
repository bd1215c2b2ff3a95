namespace CarTEvidence.Resampling;

/// <summary>The studies of a bootstrap that draws events.</summary>
internal sealed class EventModel : IDisposable
{
    private readonly Dictionary<(int Total, int Events), EventTable> _distinct = [];

    /// <summary>Studies whose logits scatter normally: one table for each number of patients.</summary>
    public EventModel(ReadOnlySpan<int> totals, double mean, double tauSquared)
        : this(totals.Length, mean)
    {
        for (int i = 0; i < Tables.Length; i++)
        {
            int total = i < totals.Length ? totals[i] : 0;
            Tables[i] = Table((total, 0), () => new EventTable(total, mean, tauSquared));
        }
    }

    /// <summary>Studies whose patients are drawn with replacement: one table for each number of patients and of events.</summary>
    public EventModel(ReadOnlySpan<int> events, ReadOnlySpan<int> totals, double centre)
        : this(totals.Length, centre)
    {
        for (int i = 0; i < Tables.Length; i++)
        {
            (int total, int x) = i < totals.Length ? (totals[i], events[i]) : (0, 0);
            Tables[i] = Table((total, x), () => total == 0 ? new EventTable(0, centre, 0) : EventTable.Binomial(total, (double)x / total, centre));
        }
    }

    private EventModel(int count, double centre) => (Count, Centre, Tables) = (count, centre, new EventTable[(count + 3) / 4 * 4]);

    /// <summary>Number of studies, k.</summary>
    public int Count { get; }

    /// <summary>What the tables take off every effect.</summary>
    public double Centre { get; }

    /// <summary>The studies, filled up with empty ones to a multiple of four.</summary>
    public EventTable[] Tables { get; }

    public void Dispose()
    {
        foreach (EventTable table in _distinct.Values)
        {
            table.Dispose();
        }
    }

    private EventTable Table((int Total, int Events) key, Func<EventTable> create)
    {
        if (!_distinct.TryGetValue(key, out EventTable? table))
        {
            _distinct[key] = table = create();
        }

        return table;
    }
}
