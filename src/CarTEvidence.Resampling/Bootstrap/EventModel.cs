namespace CarTEvidence.Resampling;

/// <summary>The studies of a parametric bootstrap: one table for each number of patients.</summary>
internal sealed class EventModel : IDisposable
{
    private readonly Dictionary<int, EventTable> _byTotal = [];

    public EventModel(ReadOnlySpan<int> totals, double mean, double tauSquared)
    {
        Count = totals.Length;
        Mean = mean;
        Tables = new EventTable[(totals.Length + 3) / 4 * 4];
        for (int i = 0; i < Tables.Length; i++)
        {
            int total = i < totals.Length ? totals[i] : 0;
            if (!_byTotal.TryGetValue(total, out EventTable? table)) _byTotal[total] = table = new EventTable(total, mean, tauSquared);
            Tables[i] = table;
        }
    }

    /// <summary>Number of studies, k.</summary>
    public int Count { get; }

    /// <summary>Mean logit of the model, which the tables take off every effect.</summary>
    public double Mean { get; }

    /// <summary>The studies, filled up with empty ones to a multiple of four.</summary>
    public EventTable[] Tables { get; }

    public void Dispose()
    {
        foreach (EventTable table in _byTotal.Values) table.Dispose();
    }
}
