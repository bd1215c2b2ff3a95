namespace CarTEvidence.Resampling;

/// <summary>What a bootstrap draws from; columns that its kind does not have are empty.</summary>
internal sealed class BootstrapData
{
    public required BootstrapKind Kind { get; init; }

    /// <summary>Effects, on the scale of the analysis; of events, their logits.</summary>
    public double[] Effects { get; init; } = [];

    /// <summary>Their sampling variances.</summary>
    public double[] Variances { get; init; } = [];

    /// <summary>Patients with the event.</summary>
    public int[] Events { get; init; } = [];

    /// <summary>Patients.</summary>
    public int[] Totals { get; init; } = [];

    /// <summary>The cluster of each study, numbered from 0.</summary>
    public int[] Clusters { get; init; } = [];

    /// <summary>Mean and tau² of a model that is given and not fitted; else not a number.</summary>
    public double ModelMean { get; init; } = double.NaN;

    /// <summary>See <see cref="ModelMean"/>.</summary>
    public double ModelTauSquared { get; init; } = double.NaN;

    /// <summary>Number of studies, k.</summary>
    public int StudyCount => Math.Max(Effects.Length, Totals.Length);

    /// <summary>Number of clusters; every study is one where there are none.</summary>
    public int ClusterCount => Clusters.Length == 0 ? StudyCount : Clusters.Max() + 1;

    /// <summary>Data of events: their logits, with one half added to both cells of a study where either is empty.</summary>
    public static BootstrapData OfEvents(BootstrapKind kind, ReadOnlySpan<int> events, ReadOnlySpan<int> totals)
    {
        double[] effects = new double[events.Length], variances = new double[events.Length];
        for (int i = 0; i < events.Length; i++)
        {
            (effects[i], variances[i]) = Logit(events[i], totals[i]);
        }

        return new BootstrapData { Kind = kind, Effects = effects, Variances = variances, Events = events.ToArray(), Totals = totals.ToArray() };
    }

    /// <summary>The logit of a proportion and its sampling variance.</summary>
    public static (double Effect, double Variance) Logit(int events, int total)
    {
        double with = events, without = total - events;
        if (with == 0 || without == 0)
        {
            (with, without) = (with + 0.5, without + 0.5);
        }

        return (Math.Log(with / without), (1 / with) + (1 / without));
    }

    /// <summary>Numbers labels in the order in which they first occur.</summary>
    public static int[] Number(IReadOnlyList<string> labels)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] clusters = new int[labels.Count];
        for (int i = 0; i < clusters.Length; i++)
        {
            if (!numbers.TryGetValue(labels[i], out clusters[i]))
            {
                numbers[labels[i]] = clusters[i] = numbers.Count;
            }
        }

        return clusters;
    }

    public static BootstrapData Read(BinaryReader reader)
    {
        var kind = (BootstrapKind)reader.ReadInt32();
        double mean = reader.ReadDouble(), tauSquared = reader.ReadDouble();
        return new BootstrapData
        {
            Kind = kind,
            ModelMean = mean,
            ModelTauSquared = tauSquared,
            Effects = Doubles(),
            Variances = Doubles(),
            Events = Integers(),
            Totals = Integers(),
            Clusters = Integers(),
        };

        double[] Doubles()
        {
            double[] column = new double[reader.ReadInt32()];
            for (int i = 0; i < column.Length; i++)
            {
                column[i] = reader.ReadDouble();
            }

            return column;
        }

        int[] Integers()
        {
            int[] column = new int[reader.ReadInt32()];
            for (int i = 0; i < column.Length; i++)
            {
                column[i] = reader.ReadInt32();
            }

            return column;
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write((int)Kind);
        writer.Write(ModelMean);
        writer.Write(ModelTauSquared);
        foreach (double[] column in (double[][])[Effects, Variances])
        {
            writer.Write(column.Length);
            foreach (double number in column)
            {
                writer.Write(number);
            }
        }

        foreach (int[] column in (int[][])[Events, Totals, Clusters])
        {
            writer.Write(column.Length);
            foreach (int number in column)
            {
                writer.Write(number);
            }
        }
    }

    public bool IsSameAs(BootstrapData other) =>
        Kind == other.Kind && ModelMean.Equals(other.ModelMean) && ModelTauSquared.Equals(other.ModelTauSquared)
        && Effects.AsSpan().SequenceEqual(other.Effects) && Variances.AsSpan().SequenceEqual(other.Variances)
        && Events.AsSpan().SequenceEqual(other.Events) && Totals.AsSpan().SequenceEqual(other.Totals) && Clusters.AsSpan().SequenceEqual(other.Clusters);
}
