using System.Text;
using CarTEvidence.Files;
using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <content>The formats.</content>
public sealed partial record ResultView
{
    /// <summary>A <c>section</c> element: tables, figures as inline SVG, notes.</summary>
    public string ToHtml()
    {
        var html = new HtmlBuilder();
        html.Line($"<section>");
        if (!IsNamedByItsOnlyPart)
        {
            html.Line($"<h3>{Title}</h3>");
        }

        if (Sentence is not null)
        {
            html.Line($"<p>{Sentence}</p>");
        }

        foreach (var table in Tables)
        {
            html.Write($"{new Markup(table.ToHtml())}");
        }

        foreach (var figure in Figures)
        {
            html.Write($"{new Markup(figure.ToHtml())}");
        }

        if (Notes.Count > 0)
        {
            html.Line($"<ul class=\"notes\">");
            foreach (var note in Notes)
            {
                html.Line($"<li>{note}</li>");
            }

            html.Line($"</ul>");
        }

        return html.Line($"</section>").ToString();
    }

    /// <summary>GitHub-flavoured Markdown: a third-level heading, tables, figures as images that carry their drawing, notes.</summary>
    public string ToMarkdown() => Compose(
        IsNamedByItsOnlyPart ? string.Empty : $"### {MarkdownTableWriter.Escape(Title)}\n",
        MarkdownTableWriter.Escape,
        table => table.ToMarkdown(),
        figure => figure.ToMarkdown(),
        "**Notes**\n\n");

    /// <summary>Plain text: tables aligned, figures by what they show in words.</summary>
    public string ToText() => Compose(IsNamedByItsOnlyPart ? string.Empty : $"{Title}\n", text => text, table => table.ToText(), figure => $"{figure.Title}\n{figure.Description}\n", "Notes\n");

    /// <summary>The main figure as an SVG document.</summary>
    /// <param name="options">Choices of the writer; <c>null</c> for <see cref="SvgOptions.Default"/>.</param>
    /// <exception cref="InvalidOperationException">The result has no figure.</exception>
    public string ToSvg(SvgOptions? options = null) => MainFigure().ToSvg(options);

    /// <summary>
    /// Writes the view to a file, in the format its extension names: <c>.html</c> (a page of its own), <c>.md</c>, <c>.txt</c>, <c>.csv</c> (the last table, in full precision),
    /// or the main figure as <c>.svg</c>, <c>.pdf</c> or <c>.png</c>. The file appears complete or not at all.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="ArgumentException">The extension names no format that results are written in.</exception>
    /// <exception cref="InvalidOperationException">A figure or a table is asked for and the result has none.</exception>
    /// <exception cref="NotSupportedException">A PNG was asked for and no converter was found.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written to.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".SVG" or ".PDF" or ".PNG":
                MainFigure().Save(path);
                break;
            case ".HTML" or ".HTM":
                WholeFile.Write(path, Page());
                break;
            case ".MD":
                WholeFile.Write(path, ToMarkdown());
                break;
            case ".TXT":
                WholeFile.Write(path, ToText());
                break;
            case ".CSV":
                WholeFile.Write(path, Tables.Count > 0 ? Tables[^1].ToCsv() : throw new InvalidOperationException($"\"{Title}\" has no table to write as CSV."));
                break;
            default:
                throw new ArgumentException($"A result is written as .html, .md, .txt, .csv, .svg, .pdf or .png, not as '{Path.GetExtension(path)}' ('{path}').", nameof(path));
        }
    }

    /// <summary>Whether the one table or figure shown already says the title.</summary>
    private bool IsNamedByItsOnlyPart => Tables.Count + Figures.Count == 1 && (Tables is [var table] ? table.Title : Figures[0].Title) == Title;

    private Figure MainFigure() => Figures.Count > 0 ? Figures[0] : throw new InvalidOperationException($"\"{Title}\" has no figure.");

    private string Compose(string heading, Func<string, string> words, Func<ResultTable, string> tables, Func<Figure, string> figures, string notes)
    {
        var text = new StringBuilder(heading);
        if (Sentence is not null)
        {
            text.Append(heading.StartsWith('#') ? "\n" : string.Empty).Append(words(Sentence)).Append('\n');
        }

        foreach (var part in Tables.Select(tables).Concat(Figures.Select(figures)))
        {
            text.Append(text.Length > 0 ? "\n" : string.Empty).Append(part);
        }

        if (Notes.Count > 0)
        {
            text.Append('\n').Append(notes).AppendJoin(string.Empty, Notes.Select(note => $"- {words(note)}\n"));
        }

        return text.ToString();
    }

    private string Page()
    {
        var html = new HtmlBuilder();
        html.Line($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{Title}</title>");
        html.Line($"<style>\nbody {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}\ntable {{ border-collapse: collapse; margin: 1rem 0 }}");
        html.Line($"th, td {{ padding: 0.25rem 0.75rem; text-align: left; border-bottom: 1px solid #ddd }}\n.number {{ text-align: right }}\ncaption {{ text-align: left; font-weight: 600 }}\nsvg {{ max-width: 100%; height: auto }}\n</style>\n</head>\n<body>");
        html.Write($"{new Markup(ToHtml())}");
        return html.Line($"</body>\n</html>").ToString();
    }
}
