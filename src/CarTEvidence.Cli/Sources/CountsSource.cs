using System.CommandLine;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Printing;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Sources;

/// <summary>The counts of any CSV.</summary>
internal sealed class CountsSource(ProportionTable table, string title) : IPoolSource
{
    public static CountsSource Create(string? file, ProportionColumns columns, ArmsOptions arms, ParseResult parsed, CliStreams streams, SelectionOptions where, CancellationToken cancellation)
    {
        if (file is null)
        {
            throw new UsageException("--study, --events and --total name columns of a FILE; none is given.");
        }

        arms.RequireUnused(parsed);
        var table = where.Apply(parsed, Read(file, columns, streams, cancellation));
        var selected = table.Filters.Count == 0 ? string.Empty : $" where {string.Join(" and ", table.Filters)}";
        return new CountsSource(table, $"{columns.Events} among {columns.Total}{selected}");
    }

    public IReadOnlyList<string?> Column(string column)
    {
        try
        {
            return [.. table.GroupBy(column).Values.Select(text => text == EvidenceBase.NotReported ? null : text)];
        }
        catch (ArgumentException unknown)
        {
            throw new UsageException($"{column}: {ArgumentMessage.Of(unknown)}");
        }
    }

    public PooledResult Pool(MethodChoices choices, string? by, Func<Func<string, IReadOnlyList<string?>>, Moderators> moderators)
    {
        var regression = moderators(Column);
        var grouping = choices.ApplyTo(by is null ? null : table.GroupBy(by));
        var effect = ChoicesWithoutEffect.Note(choices, Pooling.Proportions(table.Data, choices.ToProportionOptions(!regression.IsEmpty), grouping, regression));
        return new PooledResult(effect, () => effect.Summary(title), () => effect.ToJson(), effect.ForestPlot);
    }

    public SpecificationCurve Specify(SpecificationOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        const int NotOneOrTwoPatients = 3;
        if (table.Data.Count < 2)
        {
            throw new RefusedException("cartevidence: a specification curve needs at least two studies; there is 1.");
        }

        IncludedStudies?[] included = [IncludedStudies.All(table.Data), IncludedStudies.AtLeast(table.Data, NotOneOrTwoPatients)];
        return SpecificationCurve.Of([.. included.OfType<IncludedStudies>()], options, title, progress, cancellation);
    }

    private static ProportionTable Read(string file, ProportionColumns columns, CliStreams streams, CancellationToken cancellation)
    {
        if (file != "-")
        {
            InputFile.RequireReadable(file);
        }

        var name = EvidenceInput.Name(file);
        var result = file == "-"
            ? ProportionTable.ReadCsv(streams.In, columns, cancellation: cancellation)
            : ProportionTable.ReadCsv(file, columns, cancellation: cancellation);
        if (result.Errors.Where(e => e.Column is null && e.Field is not null).ToArray() is [var unknown, ..] all)
        {
            throw new UsageException($"{string.Join(", ", all.Select(e => e.Field))}: {unknown.Message}.");
        }

        foreach (var warning in result.Warnings)
        {
            streams.Error.WriteLine(ProblemLines.Of(warning, name));
        }

        return result.Table ?? throw new RefusedException([.. result.Errors.Select(e => ProblemLines.Of(e, name))]);
    }
}
