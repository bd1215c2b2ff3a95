namespace CarTEvidence.Resampling;

/// <summary>The distribution of a number over the replicates, as far as intervals need it.</summary>
internal interface IReplicateDistribution
{
    /// <summary>Replicates that have the number.</summary>
    long Count { get; }

    /// <summary>How many of them are below its value in the data.</summary>
    long Below { get; }

    /// <summary>How many are equal to it.</summary>
    long Equal { get; }

    /// <summary>Sum of the deviations from the value in the data.</summary>
    double Deviations { get; }

    /// <summary>Sum of their squares.</summary>
    double SquaredDeviations { get; }

    /// <summary>The numbers of the given ranks, 0 for the smallest.</summary>
    double[] Order(ReadOnlySpan<long> ranks);
}
