using CarTEvidence.Notebooks;

namespace CarTEvidence.Resampling;

/// <summary>The estimates of all non-empty subsets as a two-dimensional histogram, and how every study splits it. Promises no value equality.</summary>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed class SubsetCloud
{
    internal SubsetCloud(SubsetOptions options, int studies, double lowest, double highest, long[] counts, IReadOnlyList<SubsetSplit> splits, double mean, double standardDeviation)
    {
        (Options, StudyCount, LowestMean, HighestMean) = (options, studies, lowest, highest);
        (Counts, Splits, Mean, StandardDeviation) = (counts, splits, mean, standardDeviation);
    }

    /// <summary>The choices of the run.</summary>
    public SubsetOptions Options { get; }

    /// <summary>Number of studies, k.</summary>
    public int StudyCount { get; }

    /// <summary>Number of non-empty subsets, 2ᵏ − 1.</summary>
    public long SubsetCount => (1L << StudyCount) - 1;

    /// <summary>Left end of the bins of the mean: the smallest effect, below which no mean can lie.</summary>
    public double LowestMean { get; }

    /// <summary>Right end of the bins of the mean: the largest effect.</summary>
    public double HighestMean { get; }

    /// <summary>Subsets by bin: bin <c>m</c> of the mean and bin <c>i</c> of I² (0 to 100 %) at <c>Counts[i * Options.Bins + m]</c>.</summary>
    public long[] Counts { get; }

    /// <summary>How far the subsets with a study lie from those without it, one entry a study, in their order.</summary>
    public IReadOnlyList<SubsetSplit> Splits { get; }

    /// <summary>Average of the pooled means of all subsets.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of the pooled means of all subsets.</summary>
    public double StandardDeviation { get; }
}
