using System.Text;
using CarTEvidence.Notebooks;

namespace CarTEvidence.Reports;

/// <summary>A result in the field's reading order: what was fitted, then tables from the pooled estimate to the studies, then notes.</summary>
/// <remarks>Every part is a <see cref="ResultTable"/>, so that text, Markdown, CSV, HTML and a terminal show the same. Collections are compared by reference.</remarks>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed record ResultSummary
{
    /// <summary>What was pooled, for example <c>Remission</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Model, estimator and interval in one sentence.</summary>
    public required string Method { get; init; }

    /// <summary>Pooled estimate, heterogeneity, subgroups, overlap, definitions: those that the result has, in reading order.</summary>
    public required IReadOnlyList<ResultTable> Tables { get; init; }

    /// <summary>The studies with the pooled rows below them, as a forest plot shows them; also one of <see cref="Tables"/>.</summary>
    public required ResultTable Studies { get; init; }

    /// <summary>Sentences for the reader: what is undefined, assumed, or not to be trusted here.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Plain text: title, method, every table, notes; ends in a line break.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(Title).Append('\n').Append(Method).Append('\n');
        foreach (var table in Tables)
        {
            text.Append('\n').Append(table.ToText());
        }

        return AppendNotes(text, "Notes\n", note => note).ToString();
    }

    /// <summary>GitHub-flavoured Markdown: a third-level heading, method, every table, notes.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("### ").Append(MarkdownTableWriter.Escape(Title)).Append("\n\n").Append(MarkdownTableWriter.Escape(Method)).Append('\n');
        foreach (var table in Tables)
        {
            text.Append('\n').Append(table.ToMarkdown());
        }

        return AppendNotes(text, "**Notes**\n\n", MarkdownTableWriter.Escape).ToString();
    }

    /// <summary>The studies and the pooled rows as CSV in full precision; see <see cref="ResultTable.ToCsv"/>.</summary>
    public string ToCsv() => Studies.ToCsv();

    /// <summary>A <c>section</c> element with every table and the notes.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder();
        html.Append("<section>\n<h3>").Append(HtmlTableWriter.Encode(Title)).Append("</h3>\n<p>").Append(HtmlTableWriter.Encode(Method)).Append("</p>\n");
        foreach (var table in Tables)
        {
            html.Append(table.ToHtml());
        }

        if (Notes.Count > 0)
        {
            html.Append("<ul class=\"notes\">\n");
            foreach (var note in Notes)
            {
                html.Append("<li>").Append(HtmlTableWriter.Encode(note)).Append("</li>\n");
            }

            html.Append("</ul>\n");
        }

        return html.Append("</section>\n").ToString();
    }

    /// <summary>The title.</summary>
    public override string ToString() => Title;

    private StringBuilder AppendNotes(StringBuilder text, string heading, Func<string, string> escape)
    {
        if (Notes.Count > 0)
        {
            text.Append('\n').Append(heading);
            foreach (var note in Notes)
            {
                text.Append("- ").Append(escape(note)).Append('\n');
            }
        }

        return text;
    }
}
