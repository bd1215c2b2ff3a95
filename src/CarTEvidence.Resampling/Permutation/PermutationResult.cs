using System.Globalization;
using CarTEvidence.Notebooks;

namespace CarTEvidence.Resampling;

/// <summary>The outcome of a permutation test, or of a part of one.</summary>
/// <param name="Statistic">The statistic of the data as they are; <see cref="StatisticKind"/> says which.</param>
/// <param name="Rearrangements">Rearrangements looked at.</param>
/// <param name="AsExtreme">How many of them have a statistic at least as large in size as that of the data.</param>
/// <param name="IsExact">Whether they are all there are; else they are random.</param>
/// <param name="Options">The choices of the run.</param>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed partial record PermutationResult(double Statistic, long Rearrangements, long AsExtreme, bool IsExact, PermutationOptions Options)
{
    /// <summary>What the statistic is. Default: z.</summary>
    public PermutationStatistic StatisticKind { get; init; } = PermutationStatistic.Z;

    /// <summary>How it is written: z, t, QM or F.</summary>
    public string Symbol => StatisticKind switch
    {
        PermutationStatistic.T => "t",
        PermutationStatistic.Qm => "QM",
        PermutationStatistic.F => "F",
        _ => "z",
    };

    /// <summary>
    /// The two-sided p-value, never 0: exact, the share of rearrangements as extreme, which the data as they are belong to;
    /// otherwise (b + 1)/(n + 1), with which the test keeps its level: Phipson and Smyth (2010), doi:10.2202/1544-6115.1585. Of a part without rearrangements, 1.
    /// </summary>
    public double PValue => IsExact && Rearrangements > 0 ? (double)AsExtreme / Rearrangements : (AsExtreme + 1.0) / (Rearrangements + 1.0);

    /// <summary>Monte Carlo standard error of the p-value; 0 for an exact one.</summary>
    public double PValueStandardError => IsExact || Rearrangements == 0 ? 0 : Math.Sqrt(PValue * (1 - PValue) / Rearrangements);

    /// <summary>Joins the parts of one test.</summary>
    /// <param name="parts">Results of adjoining ranges of one run, in any order; at least one.</param>
    /// <exception cref="ArgumentException">There is none, they are of different tests, or their ranges overlap or leave a gap.</exception>
    public static PermutationResult Merge(IReadOnlyList<PermutationResult> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
        {
            throw new ArgumentException("There is nothing to merge.", nameof(parts));
        }

        PermutationResult first = parts[0];
        foreach (PermutationResult part in parts)
        {
            if (part.Statistic != first.Statistic || part.StatisticKind != first.StatisticKind || part.IsExact != first.IsExact || part.Options.Seed != first.Options.Seed || part.Options.Replicates != first.Options.Replicates
                || part.Options.ExactWhenFew != first.Options.ExactWhenFew || part.Options.RandomEffects != first.Options.RandomEffects)
            {
                throw new ArgumentException($"{part} is not a part of the same test as {first}.", nameof(parts));
            }
        }

        ReplicateRange? range = ReplicateRange.Join(parts.Select(part => part.Options.Part()), first.Options.Replicates, nameof(parts));
        return first with { Rearrangements = parts.Sum(part => part.Rearrangements), AsExtreme = parts.Sum(part => part.AsExtreme), Options = first.Options with { Range = range } };
    }

    /// <summary>For example <c>z = 2.14, p = 0.031 (10,000 random rearrangements)</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Symbol} = {Statistic:G4}, p = {PValue:G4} ({(IsExact ? "all " : string.Empty)}{Rearrangements:N0} {(IsExact ? string.Empty : "random ")}rearrangements)");
}
