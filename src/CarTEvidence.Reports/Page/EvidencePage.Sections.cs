namespace CarTEvidence.Reports;

/// <content>The sections of the outcomes.</content>
internal static partial class EvidencePage
{
    private static void Section(HtmlBuilder html, PageSection section)
    {
        html.Line($"<section id=\"{section.Id}\" class=\"outcome\" aria-labelledby=\"{section.Id}-heading\">");
        html.Line($"<h2 id=\"{section.Id}-heading\">{section.Heading}</h2>");
        html.Line($"<p class=\"sentence\">{section.Sentence}</p>");
        KeyFigures(html, section);
        html.Line($"<div data-tabs=\"{section.Heading}: views\">");
        foreach (var panel in section.Panels)
        {
            Panel(html, panel);
        }

        html.Line($"</div>");
        Sensitivity(html, section);
        if (section.Studies is { } studies)
        {
            html.Line($"<h3>Studies</h3>");
            Scrolling(html, $"{section.Heading}: studies", new Markup(HtmlTableWriter.WriteTable(studies, interactive: true)));
        }

        if (section.Notes.Count > 0)
        {
            html.Line($"<h3>Notes</h3>\n<ul class=\"notes\">");
            foreach (var note in section.Notes)
            {
                html.Line($"<li>{note}</li>");
            }

            html.Line($"</ul>");
        }

        if (section.Tables.Count > 0)
        {
            html.Line($"<h3>Behind the numbers</h3>");
            foreach (var table in section.Tables)
            {
                html.Line($"<details>\n<summary>{table.Title}</summary>");
                Scrolling(html, $"{section.Heading}: {table.Title}", new Markup(HtmlTableWriter.WriteTable(table)));
                html.Write($"{new Markup(HtmlTableWriter.WriteNotes(table))}");
                html.Line($"</details>");
            }
        }

        html.Line($"</section>");
    }

    private static void KeyFigures(HtmlBuilder html, PageSection section)
    {
        if (section.Figures.Count == 0)
        {
            return;
        }

        html.Line($"<dl class=\"keys\">");
        foreach (var (label, value, detail) in section.Figures)
        {
            html.Line($"<div><dt>{label}</dt><dd class=\"value\">{value}</dd><dd class=\"detail\">{detail}</dd></div>");
        }

        html.Line($"</dl>");
    }

    private static void Panel(HtmlBuilder html, PagePanel panel)
    {
        html.Line($"<section class=\"panel\" id=\"{panel.Id}\" data-label=\"{panel.Label}\" aria-labelledby=\"{panel.Id}-heading\">");
        html.Line($"<h3 id=\"{panel.Id}-heading\">{panel.Heading}</h3>");
        if (panel.Table is { } table)
        {
            Scrolling(html, panel.Caption, new Markup(HtmlTableWriter.WriteTable(table)));
            html.Write($"{new Markup(HtmlTableWriter.WriteNotes(table))}");
        }

        html.Line($"<figure data-name=\"{panel.FileName}\">");
        html.Line($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Figure: {panel.Caption}\">\n{panel.Figure}</div>");
        html.Write($"<figcaption>{panel.Caption} <span class=\"downloads\">");
        html.Write($"<a data-format=\"svg\" href=\"figures/{panel.FileName}.svg\" download=\"\" aria-label=\"SVG of {panel.FileName}\">SVG</a>");
        html.Write($"<a data-format=\"pdf\" href=\"figures/{panel.FileName}.pdf\" download=\"\" aria-label=\"PDF of {panel.FileName}\">PDF</a>");
        html.Write($"<a data-format=\"csv\" href=\"data:text/csv;charset=utf-8,{Uri.EscapeDataString(panel.Csv)}\" download=\"{panel.FileName}.csv\" aria-label=\"CSV of {panel.FileName}\">CSV</a>");
        html.Line($"</span></figcaption>");
        html.Line($"</figure>");
        html.Line($"</section>");
    }
}
