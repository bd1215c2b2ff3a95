using System.Globalization;
using CarTEvidence.Notebooks;

namespace CarTEvidence.Resampling;

/// <summary>A bootstrap interval and how it was made.</summary>
/// <param name="Lower">Lower limit, on the scale of the effects; for tau² at least 0.</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="Level">Nominal coverage.</param>
/// <param name="Statistic">What it is for.</param>
/// <param name="Method">How it was made.</param>
/// <param name="Replicates">Replicates used.</param>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public readonly record struct BootstrapInterval(double Lower, double Upper, double Level, BootstrapStatistic Statistic, BootstrapIntervalMethod Method, long Replicates)
{
    /// <summary>For example <c>[0.61, 0.95] (95%, Percentile, 10,000 replicates)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"[{Lower:G4}, {Upper:G4}] ({Level * 100:0.##}%, {Method}, {Replicates:N0} replicates)");
}
