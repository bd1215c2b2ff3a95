using System.Globalization;
using CarTEvidence.Notebooks;

namespace CarTEvidence.Resampling;

/// <summary>The outcome of a wild bootstrap test, or of a part of one.</summary>
/// <param name="Statistic">The statistic of the data as they are.</param>
/// <param name="Replicates">Replicates looked at.</param>
/// <param name="AsExtreme">How many of them have a statistic at least as large in size as that of the data.</param>
/// <param name="IsExact">Whether they are all the signs there are; else they are random.</param>
/// <param name="Options">The choices of the run.</param>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed partial record WildTest(double Statistic, long Replicates, long AsExtreme, bool IsExact, WildTestOptions Options)
{
    /// <summary>The two-sided p-value, never 0: the share of all signs, which the data as they are belong to; otherwise (b + 1)/(n + 1). Of a part without replicates, 1.</summary>
    public double PValue => IsExact && Replicates > 0 ? (double)AsExtreme / Replicates : (AsExtreme + 1.0) / (Replicates + 1.0);

    /// <summary>Monte Carlo standard error of the p-value; 0 where all signs were taken.</summary>
    public double PValueStandardError => IsExact || Replicates == 0 ? 0 : Math.Sqrt(PValue * (1 - PValue) / Replicates);

    /// <summary>Joins the parts of one test.</summary>
    /// <param name="parts">Results of adjoining ranges of one run, in any order; at least one.</param>
    /// <exception cref="ArgumentException">There is none, they are of different tests, or their ranges overlap or leave a gap.</exception>
    public static WildTest Merge(IReadOnlyList<WildTest> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
        {
            throw new ArgumentException("There is nothing to merge.", nameof(parts));
        }

        WildTest first = parts[0];
        if (parts.FirstOrDefault(part => !part.IsOfTheRunOf(first)) is { } other)
        {
            throw new ArgumentException($"{other} is not a part of the same test as {first}.", nameof(parts));
        }

        ReplicateRange? range = ReplicateRange.Join(parts.Select(part => part.Options.Part()), first.Options.Replicates, nameof(parts));
        return first with { Replicates = parts.Sum(part => part.Replicates), AsExtreme = parts.Sum(part => part.AsExtreme), Options = first.Options with { Range = range } };
    }

    /// <summary>One line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"statistic {Statistic:G4}, p = {PValue:G4} ({(IsExact ? "all " : string.Empty)}{Replicates:N0} {(IsExact ? "signs" : $"replicates, {Options.Weights}")})");

    private bool IsOfTheRunOf(WildTest other) =>
        Statistic.Equals(other.Statistic) && IsExact == other.IsExact && Options.Seed == other.Options.Seed && Options.Replicates == other.Options.Replicates
        && Options.Weights == other.Options.Weights && Options.AdjustResiduals == other.Options.AdjustResiduals && Options.ExactWhenFew == other.Options.ExactWhenFew;
}
