namespace CarTEvidence.Reports;

/// <summary>Columns and cells that many tables share.</summary>
internal static class TableParts
{
    public static TableColumn Label(string header, string field) => new(header) { Role = ColumnRole.Label, Fields = [field] };

    public static TableColumn Words(string header, string field) => new(header) { Fields = [field] };

    public static TableColumn Number(string header, params IReadOnlyList<string> fields) => new(header) { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = fields };

    public static TableColumn Estimate(string header, string field = "estimate") => new(header) { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = [field] };

    public static TableColumn Interval(string header) => new(header) { Role = ColumnRole.Interval, Fields = ["lower", "upper"] };

    public static TableCell Number(double? value) => TableCell.Value(Printed.Number(value), value);

    public static TableCell Count(long value) => TableCell.Value(Printed.Count(value), value);

    public static TableCell P(double? value) => TableCell.Value(value is null ? Printed.Undefined : Printed.P(value)["p ".Length..].Replace("= ", string.Empty, StringComparison.Ordinal), value);
}
