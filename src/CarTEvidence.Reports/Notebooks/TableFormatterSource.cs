namespace CarTEvidence.Reports;

/// <summary>Shows tables and summaries in notebooks: HTML first, plain text second.</summary>
internal sealed class TableFormatterSource
{
    /// <summary>The preferred format.</summary>
    public const string Html = "text/html";

    /// <summary>The format of last resort.</summary>
    public const string Plain = "text/plain";

    private readonly TypeFormatter[] _formatters =
    [
        new(Html, instance => instance switch { ResultSummary summary => summary.ToHtml(), ResultTable table => table.ToHtml(), _ => null }),
        new(Plain, instance => instance switch { ResultSummary summary => summary.ToText(), ResultTable table => table.ToText(), _ => null }),
    ];

    /// <summary>The formatters; kernels look for a method of this name.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}
