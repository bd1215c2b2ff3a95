using System.CommandLine;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Options;

/// <summary>Which intervals a bootstrap prints, and the column of its clusters; travels with the parts of a run as one line of text.</summary>
internal sealed record BootstrapShown(IReadOnlyList<BootstrapStatistic> Statistics, IReadOnlyList<BootstrapIntervalMethod> Methods, string? Cluster)
{
    private const char Separator = ';';

    private static readonly IReadOnlyList<BootstrapStatistic> Usual = [BootstrapStatistic.Mean, BootstrapStatistic.TauSquared];

    /// <summary>The options that choose what is shown.</summary>
    public static (Option<BootstrapStatistic[][]> Statistic, Option<BootstrapIntervalMethod[]> Method) Options() => (
        NamedOption.AmongMany("--statistic", "Interval for this statistic; repeat for several [default: mean, tau2]", BootstrapNames.StatisticChoices, "statistic of the bootstrap"),
        NamedOption.AmongMany("--interval", "This interval; repeat for several [default: all of them]", BootstrapNames.Methods, "interval of the bootstrap"));

    /// <summary>What is asked for; without a word, mean and tau² by every interval.</summary>
    public static BootstrapShown Of(BootstrapStatistic[][]? statistics, BootstrapIntervalMethod[]? methods, string? cluster) => new(
        statistics is { Length: > 0 } ? [.. statistics.SelectMany(s => s).Distinct()] : Usual,
        methods is { Length: > 0 } ? [.. methods.Distinct()] : [.. BootstrapNames.Methods.Select(entry => entry.Value)],
        cluster);

    /// <exception cref="FormatException">The text is not that of <see cref="ToString"/>.</exception>
    public static BootstrapShown Parse(string text)
    {
        var parts = text.Split(Separator, 3);
        return parts.Length == 3
            ? new(
                [.. Words(parts[0]).Select(word => Find(word, Enum.GetValues<BootstrapStatistic>(), BootstrapNames.Of))],
                [.. Words(parts[1]).Select(word => Find(word, Enum.GetValues<BootstrapIntervalMethod>(), BootstrapNames.Of))],
                parts[2].Length > 0 ? parts[2] : null)
            : throw new FormatException($"\"{text}\" does not say what is shown");
    }

    /// <summary>The intervals, statistic by statistic; those that no data have are not among them.</summary>
    public IReadOnlyList<BootstrapRequest> Requests(double level, PooledEstimator estimator) =>
    [
        .. from statistic in Statistics
           from method in Methods
           where method != BootstrapIntervalMethod.StudentizedHksj || statistic == BootstrapStatistic.Mean
           where estimator != PooledEstimator.CommonEffect || statistic == BootstrapStatistic.Mean || (statistic == BootstrapStatistic.ISquared && method != BootstrapIntervalMethod.Studentized)
           where estimator != PooledEstimator.BinomialNormal || HasBinomialNormal(statistic, method)
           select new BootstrapRequest(method, level, statistic),
    ];

    public override string ToString() => string.Join(Separator, string.Join(' ', Statistics.Select(BootstrapNames.Of)), string.Join(' ', Methods.Select(BootstrapNames.Of)), Cluster);

    private static bool HasBinomialNormal(BootstrapStatistic statistic, BootstrapIntervalMethod method) =>
        statistic != BootstrapStatistic.ISquared && method != BootstrapIntervalMethod.StudentizedHksj && (method != BootstrapIntervalMethod.Studentized || statistic == BootstrapStatistic.Mean);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static T Find<T>(string word, T[] values, Func<T, string> name)
        where T : struct => Array.FindIndex(values, value => name(value) == word) is var at and >= 0 ? values[at] : throw new FormatException($"\"{word}\" is not known to this version");
}
