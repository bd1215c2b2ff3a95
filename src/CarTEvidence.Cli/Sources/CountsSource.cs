using System.CommandLine;
using CarTEvidence.Cli.Counts;
using CarTEvidence.Cli.Options;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Sources;

/// <summary>The counts of any CSV.</summary>
internal sealed class CountsSource(CountsTable table, string title) : IPoolSource
{
    public static CountsSource Create(string? file, CountsColumns columns, ArmsOptions arms, ParseResult parsed, CliStreams streams, SelectionOptions where, CancellationToken cancellation)
    {
        if (file is null)
        {
            throw new UsageException("--study, --events and --total name columns of a FILE; none is given.");
        }

        arms.RequireUnused(parsed);
        var table = Read(file, columns, streams, cancellation);
        var selections = where.Selections(parsed);
        foreach (var selection in selections)
        {
            table = table.Where(selection.Column, selection.Value);
        }

        if (table.Rows.Count == 0)
        {
            throw new RefusedException($"{EvidenceInput.Name(file)}: no row has {string.Join(" and ", selections)}");
        }

        var selected = selections.Count == 0 ? string.Empty : $" where {string.Join(" and ", selections)}";
        return new CountsSource(table, $"{columns.Events} among {columns.Total}{selected}");
    }

    public PooledResult Pool(MethodChoices choices, string? by)
    {
        var grouping = by is null ? null : new Grouping(by, table.Column("--by", by));
        var effect = Pooling.Proportions(table.ToData(), choices.ToProportionOptions(), grouping);
        return new PooledResult(() => effect.Summary(title), () => effect.ToJson(), () => effect.ForestPlot());
    }

    private static CountsTable Read(string file, CountsColumns columns, CliStreams streams, CancellationToken cancellation)
    {
        if (file == "-")
        {
            return CountsReader.Read(streams.In, EvidenceInput.Name(file), columns, cancellation);
        }

        using var reader = InputFile.Open(file);
        return CountsReader.Read(reader, file, columns, cancellation);
    }
}
