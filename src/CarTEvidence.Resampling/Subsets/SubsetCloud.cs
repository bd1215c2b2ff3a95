using CarTEvidence.Notebooks;

namespace CarTEvidence.Resampling;

/// <summary>The estimates of subsets as two-dimensional histograms, and how every study splits them. Promises no value equality.</summary>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed partial class SubsetCloud
{
    /// <summary>Decimals that rounding leaves alone, whatever the order of the sums.</summary>
    private const int SeparationDigits = 9;

    // A study is worth a hint if a third of the variance of the cloud is its own, and three times its fair share.
    private const double LeastShare = 1.0 / 3, LeastMultiple = 3;

    private readonly SubsetTally _tally;

    internal SubsetCloud(SubsetOptions options, SubsetTally tally)
    {
        (Options, _tally) = (options, tally);
        SubsetSums sums = SubsetSums.Empty(tally.Studies);
        foreach (double[] block in tally.Blocks.Values)
        {
            sums.Add(new SubsetSums(block, tally.Studies));
        }

        SubsetCount = (long)sums.Count;
        double subsets = Math.Max(1, sums.Count), mean = sums.Mean / subsets, inconsistency = sums.Inconsistency / subsets;
        // Means are summed less the lowest effect, which spares the sum of squares some cancellation.
        double deviation = Math.Sqrt(Math.Max(0, (sums.MeanSquared / subsets) - (mean * mean)));
        double inconsistencyDeviation = Math.Sqrt(Math.Max(0, (sums.InconsistencySquared / subsets) - (inconsistency * inconsistency)));
        (Mean, StandardDeviation, MeanISquared, MeanTauSquared) = (mean + LowestMean, deviation, 100 * inconsistency, sums.TauSquared / subsets);
        var splits = new SubsetSplit[StudyCount];
        for (int i = 0; i < splits.Length; i++)
        {
            double with = Math.Max(1, sums.CountWith[i]), without = Math.Max(1, sums.Count - sums.CountWith[i]);
            double meanWith = sums.MeanWith[i] / with, meanWithout = (sums.Mean - sums.MeanWith[i]) / without;
            double squaredWith = sums.InconsistencyWith[i] / with, squaredWithout = (sums.Inconsistency - sums.InconsistencyWith[i]) / without;
            splits[i] = new SubsetSplit(
                i, meanWith + LowestMean, meanWithout + LowestMean, 100 * squaredWith, 100 * squaredWithout, deviation > 0 ? (meanWith - meanWithout) / deviation : 0)
            {
                TauSquaredWith = sums.TauSquaredWith[i] / with,
                TauSquaredWithout = (sums.TauSquared - sums.TauSquaredWith[i]) / without,
                ISquaredSeparation = inconsistencyDeviation > 0 ? (squaredWith - squaredWithout) / inconsistencyDeviation : 0,
            };
        }

        Splits = splits;
    }

    /// <summary>The choices of the run. <see cref="ResamplingOptions.Replicates"/> is the number of <see cref="AllSubsets.Units"/>.</summary>
    public SubsetOptions Options { get; }

    /// <summary>Number of studies, k.</summary>
    public int StudyCount => _tally.Studies;

    /// <summary>Number of non-empty subsets looked at: 2ᵏ − 1 of them, or random ones.</summary>
    public long SubsetCount { get; }

    /// <summary>Whether they are all there are; else they are random.</summary>
    public bool IsExhaustive => Options.Selection == SubsetSelection.All;

    /// <summary>Left end of the bins of the mean: the smallest effect, below which no mean can lie.</summary>
    public double LowestMean => _tally.Bins.Lowest;

    /// <summary>Right end of the bins of the mean: the largest effect.</summary>
    public double HighestMean => _tally.Bins.Highest;

    /// <summary>Right end of the bins of tau, which begin at 0; the last bin also counts what lies beyond.</summary>
    public double HighestTau => _tally.Bins.HighestTau;

    /// <summary>Subsets by bin: bin <c>m</c> of the mean and bin <c>i</c> of I² (0 to 100 %) at <c>Counts[i * Options.Bins + m]</c>.</summary>
    public long[] Counts => _tally.Bins.ByInconsistency;

    /// <summary>Subsets by bin: bin <c>m</c> of the mean and bin <c>t</c> of tau (0 to <see cref="HighestTau"/>) at <c>TauCounts[t * Options.Bins + m]</c>.</summary>
    public long[] TauCounts => _tally.Bins.ByTau;

    /// <summary>How far the subsets with a study lie from those without it, one entry a study, in their order.</summary>
    public IReadOnlyList<SubsetSplit> Splits { get; }

    /// <summary><see cref="Splits"/> with the study first that splits the cloud of means most; studies that are equal but for rounding stay in their order.</summary>
    public IReadOnlyList<SubsetSplit> RankedSplits => [.. Splits.OrderByDescending(split => Math.Round(Math.Abs(split.Separation), SeparationDigits))];

    /// <summary>Average of the pooled means of all subsets.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of the pooled means of all subsets.</summary>
    public double StandardDeviation { get; }

    /// <summary>Average I² of all subsets, in percent.</summary>
    public double MeanISquared { get; }

    /// <summary>Average tau² of all subsets.</summary>
    public double MeanTauSquared { get; }

    /// <summary>
    /// The study that splits the cloud, as a hint to look at it again: at least a third of the variance of the means, or of I², goes with its presence, and at
    /// least three times the share 1/k that is its due. <c>null</c> if no study stands out so.
    /// </summary>
    public SubsetSplit? Splitter
    {
        get
        {
            SubsetSplit most = Splits.MaxBy(Share);
            return Share(most) >= Math.Min(0.9, Math.Max(LeastShare, LeastMultiple / StudyCount)) ? most : null;

            static double Share(SubsetSplit split) => Math.Max(split.VarianceShare, split.ISquaredVarianceShare);
        }
    }

    /// <summary>For example <c>1023 subsets of 10 studies (all): mean 0.84, standard deviation 0.21</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{SubsetCount} subsets of {StudyCount} studies ({(IsExhaustive ? "all" : "random")}): mean {Mean:G4}, standard deviation {StandardDeviation:G4}");
}
