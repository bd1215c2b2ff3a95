using CarTEvidence.MetaAnalysis;

namespace CarTEvidence;

/// <summary>Counts of any CSV file with a column of studies, one of events and one of evaluable patients; its other columns can select and group.</summary>
public sealed class ProportionTable
{
    private readonly IReadOnlyList<string[]> _rows;

    internal ProportionTable(ProportionData data, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows, string? source, string hash, IReadOnlyList<string> filters)
    {
        Data = data;
        Columns = columns;
        _rows = rows;
        Source = source;
        Hash = hash;
        Filters = filters;
    }

    /// <summary>Studies, events and evaluable patients of the selected rows, length k.</summary>
    public ProportionData Data { get; }

    /// <summary>Header names in the order of the file.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The file it was read from; <c>null</c> for text.</summary>
    public string? Source { get; }

    /// <summary>SHA-256, in lower-case hexadecimal digits, of the bytes of the file, or of the UTF-8 text.</summary>
    public string Hash { get; }

    /// <summary>The selections made so far, as text, in order.</summary>
    public IReadOnlyList<string> Filters { get; }

    /// <summary>Reads a CSV file of counts row by row and lists every problem in it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Which columns hold the counts.</param>
    /// <param name="options">How it is read; <c>null</c> for the defaults.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    /// <remarks>A row that leaves its events blank does not report them and is left out, with a warning.</remarks>
    public static ProportionReadResult ReadCsv(string path, ProportionColumns columns, EvidenceReadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(columns);
        var problems = new ProblemList(path);
        using var source = CsvSource.Open(path, options ?? EvidenceReadOptions.Default, problems);
        return new ProportionReader(source, problems, columns).Read(path, cancellation);
    }

    /// <summary>Reads counts from the text of a CSV file row by row and lists every problem in it. Leaves the reader open.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="columns">Which columns hold the counts.</param>
    /// <param name="options">How it is read; <c>null</c> for the defaults.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="IOException">The text cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public static ProportionReadResult ReadCsv(TextReader text, ProportionColumns columns, EvidenceReadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(columns);
        var problems = new ProblemList(null);
        using var source = CsvSource.Open(text, options ?? EvidenceReadOptions.Default, problems);
        return new ProportionReader(source, problems, columns).Read(null, cancellation);
    }

    /// <summary>Sorts the rows into subgroups by a column; blank fields make the subgroup <see cref="EvidenceBase.NotReported"/>.</summary>
    /// <param name="column">Header name in any case.</param>
    /// <exception cref="ArgumentException">There is no such column; the message lists those that exist.</exception>
    public Grouping GroupBy(string column)
    {
        var index = IndexOf(column);
        return new(Columns[index], [.. _rows.Select(r => r[index].Length == 0 ? EvidenceBase.NotReported : r[index])]);
    }

    /// <summary>Selects the rows whose column has a value, in any case.</summary>
    /// <param name="column">Header name in any case.</param>
    /// <param name="value">The value; blank selects the rows that leave the column blank.</param>
    /// <exception cref="ArgumentException">There is no such column; the message lists those that exist.</exception>
    /// <exception cref="NoDataException">No row has the value.</exception>
    public ProportionTable Where(string column, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var index = IndexOf(column);
        var wanted = value.Trim();
        int[] chosen = [.. Enumerable.Range(0, _rows.Count).Where(i => string.Equals(_rows[i][index], wanted, StringComparison.OrdinalIgnoreCase))];
        IReadOnlyList<string> filters = [.. Filters, $"{Columns[index]}={wanted}"];
        return chosen.Length > 0
            ? new(new ProportionData(chosen.Select(i => Data[i])), Columns, [.. chosen.Select(i => _rows[i])], Source, Hash, filters)
            : throw new NoDataException($"No row is selected by {string.Join(", ", filters)}.");
    }

    private int IndexOf(string column)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(column);
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], column.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw EvidenceColumn.Unknown(column, Columns.Where(c => c.Length > 0), nameof(column));
    }
}
