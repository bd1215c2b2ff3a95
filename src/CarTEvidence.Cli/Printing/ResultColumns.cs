using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Printing;

/// <summary>The kinds of columns that the tables of the verbs have.</summary>
internal static class ResultColumns
{
    public static TableColumn Label(string header, string field) => new(header) { Role = ColumnRole.Label, Fields = [field] };

    public static TableColumn Words(string header, params string[] fields) => new(header) { Fields = fields };

    public static TableColumn Number(string header, params string[] fields) => new(header) { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = fields };

    public static TableColumn Estimate(string header, string field) => new(header) { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = [field] };

    public static TableColumn Limits() => new("Limits") { Role = ColumnRole.Interval, Fields = ["lower", "upper"] };
}
