namespace CarTEvidence.Reports;

/// <summary>Writes the self-contained page: semantic HTML with its style inside and no request to anywhere.</summary>
internal static partial class EvidencePage
{
    /// <summary>Marks pages that this library wrote, so that only those are overwritten.</summary>
    public const string Generator = "CarTEvidence.Reports";

    /// <summary>The page, lines ending in <c>\n</c>.</summary>
    public static string Write(PageContent content)
    {
        var html = new HtmlBuilder();
        html.Line($"<!DOCTYPE html>");
        html.Line($"<html lang=\"en\">");
        html.Line($"<head>");
        html.Line($"<meta charset=\"utf-8\">");
        html.Line($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Line($"<meta name=\"generator\" content=\"{Generator}\">");
        html.Line($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:\">");
        html.Line($"<meta name=\"color-scheme\" content=\"light dark\">");
        html.Line($"<title>{content.Title}</title>");
        html.Line($"<link rel=\"icon\" href=\"data:,\">");
        html.Line($"<style>\n{PageResource.Style}</style>");
        html.Line($"</head>");
        html.Line($"<body>");
        html.Line($"<a class=\"skip\" href=\"#found\">Skip to the results</a>");
        html.Line($"<div class=\"page\">");
        Masthead(html, content);
        html.Line($"<div class=\"columns\">");
        Contents(html, content);
        html.Line($"<main>");
        Findings(html, content);
        foreach (var section in content.Sections)
        {
            Section(html, section);
        }

        Limits(html, content);
        Methods(html, content);
        html.Line($"</main>");
        html.Line($"</div>");
        html.Line($"<footer>{content.Title}. Made with CarTEvidence; the figures are files in <code>figures/</code>, every number is in <a href=\"results.json\">results.json</a> and <a href=\"studies.csv\">studies.csv</a>.</footer>");
        html.Line($"</div>");
        html.Line($"<script>\n{PageResource.Script}</script>");
        html.Line($"</body>");
        html.Line($"</html>");
        return html.ToString();
    }

    private static void Masthead(HtmlBuilder html, PageContent content)
    {
        html.Line($"<header class=\"masthead\">");
        html.Line($"<p class=\"kicker\">Evidence report</p>");
        html.Line($"<h1>{content.Title}</h1>");
        html.Line($"<p class=\"lead\">{content.Lead}</p>");
        html.Line($"<dl class=\"facts\">");
        foreach (var (label, value) in content.Facts)
        {
            html.Line($"<div><dt>{label}</dt><dd>{value}</dd></div>");
        }

        html.Line($"</dl>");
        html.Line($"</header>");
    }

    private static void Contents(HtmlBuilder html, PageContent content)
    {
        html.Line($"<nav class=\"contents\" aria-labelledby=\"contents-heading\">");
        html.Line($"<h2 id=\"contents-heading\">Contents</h2>");
        html.Line($"<ol>");
        html.Line($"<li><a href=\"#found\">What was found</a></li>");
        foreach (var section in content.Sections)
        {
            html.Line($"<li><a href=\"#{section.Id}\">{section.Heading}</a></li>");
        }

        html.Line($"<li><a href=\"#limits\">Limits of the evidence</a></li>");
        html.Line($"<li><a href=\"#methods\">Methods</a></li>");
        html.Line($"<li><a href=\"#provenance\">Provenance</a></li>");
        html.Line($"</ol>");
        html.Line($"</nav>");
    }

    private static void Limits(HtmlBuilder html, PageContent content)
    {
        html.Line($"<section id=\"limits\" class=\"outcome\" aria-labelledby=\"limits-heading\">");
        html.Line($"<h2 id=\"limits-heading\">Limits of the evidence</h2>");
        html.Line($"<ul class=\"notes\">");
        foreach (var limit in content.Limits)
        {
            html.Line($"<li>{limit}</li>");
        }

        html.Line($"</ul>");
        html.Line($"</section>");
    }

    private static void Methods(HtmlBuilder html, PageContent content)
    {
        html.Line($"<section id=\"methods\" class=\"outcome\" aria-labelledby=\"methods-heading\">");
        html.Line($"<h2 id=\"methods-heading\">Methods</h2>");
        foreach (var paragraph in content.Methods)
        {
            html.Line($"<p>{paragraph}</p>");
        }

        html.Line($"<h3>References</h3>");
        html.Line($"<ol class=\"references\">");
        foreach (var reference in content.References)
        {
            html.Line($"<li>{reference.Text} <a href=\"https://doi.org/{Uri.EscapeDataString(reference.Doi).Replace("%2F", "/", StringComparison.Ordinal)}\">doi:{reference.Doi}</a></li>");
        }

        html.Line($"</ol>");
        html.Line($"<h3 id=\"provenance\">Provenance</h3>");
        html.Line($"<dl class=\"provenance\">");
        foreach (var (label, value) in content.Provenance)
        {
            html.Line($"<dt>{label}</dt><dd>{value}</dd>");
        }

        html.Line($"</dl>");
        html.Line($"</section>");
    }

    /// <summary>A table inside its own scrolling region, reachable by keyboard.</summary>
    private static void Scrolling(HtmlBuilder html, string label, Markup inner) =>
        html.Line($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\">\n{inner}</div>");
}
