namespace CarTEvidence.Resampling;

public sealed partial class BootstrapReplicates
{
    /// <summary>Joins the parts of one run; the answer is bit for bit what the run would have given in one piece.</summary>
    /// <param name="parts">Parts with adjoining ranges, in any order; at least one.</param>
    /// <exception cref="ArgumentException">There is none, they are of different runs, or their ranges overlap or leave a gap.</exception>
    public static BootstrapReplicates Merge(IReadOnlyList<BootstrapReplicates> parts)
    {
        BootstrapReplicates[] ordered = BootstrapFile.InOrder(parts, part => part.Range, IsOfRun);
        BootstrapReplicates first = ordered[0];
        var range = new ReplicateRange(first.Range.First, ordered[^1].Range.End - first.Range.First);
        range.RequireStorable(nameof(parts));
        var columns = new BootstrapColumns(range, first.Options.Record, first.Options.Estimator);
        foreach (BootstrapReplicates part in ordered)
        {
            foreach ((double[]? from, double[]? to) in part._columns.All.Zip(columns.All))
            {
                from?.CopyTo(to!, part.Range.First - range.First);
            }
        }

        return new BootstrapReplicates(first._data, first.Options with { Range = null }, first._observed, columns);
    }

    private static bool IsOfRun(BootstrapReplicates part, BootstrapReplicates other) =>
        part.Options.IsOfRun(other.Options) && part._observed.Equals(other._observed) && part._data.IsSameAs(other._data);
}
