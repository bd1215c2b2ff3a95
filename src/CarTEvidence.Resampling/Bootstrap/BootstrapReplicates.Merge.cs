namespace CarTEvidence.Resampling;

public sealed partial class BootstrapReplicates
{
    /// <summary>Joins the parts of one run; the answer is bit for bit what the run would have given in one piece.</summary>
    /// <param name="parts">Parts with adjoining ranges, in any order; at least one.</param>
    /// <exception cref="ArgumentException">There is none, they are of different runs, or their ranges overlap or leave a gap.</exception>
    public static BootstrapReplicates Merge(IReadOnlyList<BootstrapReplicates> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
        {
            throw new ArgumentException("There is nothing to merge.", nameof(parts));
        }

        BootstrapReplicates[] ordered = [.. parts.OrderBy(part => part.Range.First).ThenBy(part => part.Range.Count)];
        BootstrapReplicates first = ordered[0];
        long end = first.Range.First;
        foreach (BootstrapReplicates part in ordered)
        {
            if (!part.IsOfRun(first))
            {
                throw new ArgumentException($"The replicates from {part.Range.First} on are not of the same run as those from {first.Range.First} on.", nameof(parts));
            }

            if (part.Range.First != end)
            {
                throw new ArgumentException($"A part begins at replicate {part.Range.First} where {end} was expected.", nameof(parts));
            }

            end = part.Range.End;
        }

        var whole = new BootstrapReplicates(first.Options with { Range = null }, new ReplicateRange(first.Range.First, end - first.Range.First), first.Observed, first._effects, first._variances);
        foreach (BootstrapReplicates part in ordered)
        {
            int at = (int)(part.Range.First - first.Range.First);
            part.Means.CopyTo(whole.Means, at);
            part.TauSquared?.CopyTo(whole.TauSquared!, at);
            part.StandardErrors?.CopyTo(whole.StandardErrors!, at);
            part.HksjStandardErrors?.CopyTo(whole.HksjStandardErrors!, at);
        }

        return whole;
    }

    private bool IsOfRun(BootstrapReplicates other) =>
        Options.Seed == other.Options.Seed && Options.Replicates == other.Options.Replicates && Options.Estimator == other.Options.Estimator && Options.Record == other.Options.Record
        && Observed.Equals(other.Observed) && Equal(_effects, other._effects) && Equal(_variances, other._variances);

    private static bool Equal(double[]? a, double[]? b) => a == null ? b == null : b != null && a.AsSpan().SequenceEqual(b);
}
