using System.Collections;
using CarTEvidence.Notebooks;

namespace CarTEvidence.Reports;

/// <summary>Shows every result in notebooks: tables and figures in HTML first, plain text second. The lower floors ask for it by its name.</summary>
internal sealed class ResultFormatters : IEnumerable<object>
{
    private readonly TypeFormatter[] _formatters =
    [
        new(TypeFormatter.Html, instance => ResultView.Of(instance)?.ToHtml()),
        new(TypeFormatter.Plain, instance => ResultView.Of(instance)?.ToText()),
    ];

    /// <inheritdoc/>
    public IEnumerator<object> GetEnumerator() => _formatters.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _formatters.GetEnumerator();
}
