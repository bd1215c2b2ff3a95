using System.Net;

namespace CarTEvidence.Notebooks;

/// <summary>Shows results in notebooks: as tables and figures where <c>CarTEvidence.Reports</c> is there, else by the line that <c>ToString</c> gives.</summary>
/// <remarks>No floor of the house looks up: the one that writes tables and figures is asked for by its name, and may be missing.</remarks>
internal sealed class ResultFormatterSource
{
    private readonly IEnumerable<object> _formatters =
        Type.GetType("CarTEvidence.Reports.ResultFormatters, CarTEvidence.Reports", throwOnError: false) is { } known && Activator.CreateInstance(known) is IEnumerable<object> formatters
            ? formatters
            : [new TypeFormatter(TypeFormatter.Html, result => $"<p>{WebUtility.HtmlEncode(result.ToString())}</p>"), new TypeFormatter(TypeFormatter.Plain, result => result.ToString())];

    /// <summary>The formatters; kernels look for a method of this name.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}
