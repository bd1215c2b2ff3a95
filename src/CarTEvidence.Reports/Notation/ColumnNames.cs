namespace CarTEvidence.Reports;

/// <summary>Columns of the evidence in words.</summary>
internal static class ColumnNames
{
    /// <summary>The column in words, for example <c>cell source</c> for <c>source</c>.</summary>
    public static string Of(string column) => column switch
    {
        "source" => "cell source",
        _ => column.Replace('_', ' '),
    };
}
