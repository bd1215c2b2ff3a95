using System.Globalization;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots.Forest;

/// <summary>Sorts the rows of studies as the options ask.</summary>
internal static class StudyOrder
{
    /// <summary>The rows in order; ties, and rows without what is sorted by, keep the order of the data, the latter at the end.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="study">The study of a row.</param>
    /// <param name="index">Its place in the caller's columns; <c>null</c> for none.</param>
    /// <param name="options">The order.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    internal static IEnumerable<T> Sort<T>(IReadOnlyList<T> rows, Func<T, StudyEstimate> study, Func<T, int?> index, ForestPlotOptions options)
    {
        if (options.OrderByColumn is { } header)
        {
            return ByColumn(rows, index, Column(options, header), options.OrderByColumnDescending);
        }

        return (options.Caterpillar && options.Order == ForestOrder.AsGiven ? ForestOrder.Estimate : options.Order) switch
        {
            ForestOrder.Estimate => rows.OrderBy(row => study(row).Estimate.Value ?? double.PositiveInfinity),
            ForestOrder.EstimateDescending => rows.OrderByDescending(row => study(row).Estimate.Value ?? double.NegativeInfinity),
            ForestOrder.Size => rows.OrderByDescending(row => study(row).Total ?? study(row).Weight ?? 0),
            ForestOrder.Name => rows.OrderBy(row => study(row).Study, StringComparer.Ordinal),
            ForestOrder.Weight => rows.OrderByDescending(row => study(row).Weight ?? double.NegativeInfinity),
            ForestOrder.Events => rows.OrderByDescending(row => study(row).Events ?? long.MinValue),
            ForestOrder.Precision => rows.OrderBy(row => study(row).Estimate.Interval?.Width ?? double.PositiveInfinity),
            _ => rows,
        };
    }

    private static ForestColumn Column(ForestPlotOptions options, string header) =>
        options.Columns.FirstOrDefault(column => string.Equals(column.Header, header, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no column '{header}' to order by; columns: {string.Join(", ", options.Columns.Select(column => column.Header))}.", nameof(options));

    /// <summary>By number where every entry is one, else in ordinal order.</summary>
    private static IEnumerable<T> ByColumn<T>(IReadOnlyList<T> rows, Func<T, int?> index, ForestColumn column, bool descending)
    {
        var texts = rows.Select(row => index(row) is { } i ? column.Values[i] : null).ToList();
        var numbers = texts.ConvertAll(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : (double?)null);
        var numeric = Enumerable.Range(0, rows.Count).All(i => texts[i] is null || numbers[i] is not null);
        var comparer = Comparer<int>.Create((a, b) => (texts[a], texts[b]) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            var (x, y) => (descending ? -1 : 1) * (numeric ? numbers[a]!.Value.CompareTo(numbers[b]!.Value) : string.CompareOrdinal(x, y)),
        });
        return Enumerable.Range(0, rows.Count).Order(comparer).Select(i => rows[i]);
    }
}
