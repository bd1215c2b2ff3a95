using System.Globalization;

namespace CarTEvidence.Resampling;

/// <summary>The outcome of a wild bootstrap test.</summary>
/// <param name="Statistic">The statistic of the data as they are.</param>
/// <param name="Replicates">Replicates looked at.</param>
/// <param name="AsExtreme">How many of them have a statistic at least as large in size as that of the data.</param>
/// <param name="IsExact">Whether they are all the signs there are; else they are random.</param>
/// <param name="Options">The choices of the run.</param>
public sealed record WildTest(double Statistic, long Replicates, long AsExtreme, bool IsExact, WildTestOptions Options)
{
    /// <summary>The two-sided p-value, never 0: the share of all signs, which the data as they are belong to; otherwise (b + 1)/(n + 1).</summary>
    public double PValue => IsExact ? (double)AsExtreme / Replicates : (AsExtreme + 1.0) / (Replicates + 1.0);

    /// <summary>Monte Carlo standard error of the p-value; 0 where all signs were taken.</summary>
    public double PValueStandardError => IsExact ? 0 : Math.Sqrt(PValue * (1 - PValue) / Replicates);

    /// <summary>One line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"statistic {Statistic:G4}, p = {PValue:G4} ({(IsExact ? "all " : string.Empty)}{Replicates:N0} {(IsExact ? "signs" : $"replicates, {Options.Weights}")})");
}
