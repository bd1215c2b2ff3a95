namespace CarTEvidence.Reports;

/// <content>The table on top: one line an outcome, with its interval drawn.</content>
internal static partial class EvidencePage
{
    private const double StripWidth = 240;
    private const double StripHeight = 30;

    private static void Findings(HtmlBuilder html, PageContent content)
    {
        html.Line($"<section id=\"found\" aria-labelledby=\"found-heading\">");
        html.Line($"<h2 id=\"found-heading\">What was found</h2>");
        Scrolling(html, "What was found", FindingsTable(content.Findings));
        html.Line($"<p class=\"note\">k: arms pooled, after overlapping reports were resolved. Dot and line: estimate and confidence interval; pale band: prediction interval.</p>");
        html.Write($"{HowToRead}");
        html.Line($"</section>");
    }

    private static Markup FindingsTable(IReadOnlyList<Finding> findings)
    {
        var html = new HtmlBuilder();
        html.Line($"<table class=\"found\">");
        html.Line($"<caption>Pooled proportion of patients, by outcome</caption>");
        html.Write($"<thead>\n<tr><th scope=\"col\">Outcome</th><th scope=\"col\" class=\"number\">k</th><th scope=\"col\" class=\"number\">Events/n</th>");
        html.Write($"<th scope=\"col\" class=\"number\">Estimate</th><th scope=\"col\">Confidence interval</th><th scope=\"col\">Prediction interval</th>");
        html.Line($"<th scope=\"col\" class=\"strip\" aria-hidden=\"true\"><span class=\"scale\"><span>0%</span><span>50%</span><span>100%</span></span></th></tr>\n</thead>");
        html.Line($"<tbody>");
        foreach (var finding in findings)
        {
            html.Write($"<tr><th scope=\"row\"><a href=\"#{finding.Id}\">{finding.Outcome}</a></th>");
            if (finding.Studies is { } k)
            {
                html.Write($"<td class=\"number\">{k}</td><td class=\"number\">{finding.Fraction}</td><td class=\"number estimate\">{finding.Estimate.Text}</td>");
                html.Write($"<td class=\"interval\">{finding.Confidence.Text}</td><td class=\"interval\">{finding.Prediction.Text}</td>");
                html.Line($"<td class=\"strip\" aria-hidden=\"true\">{Strip(finding)}</td></tr>");
            }
            else
            {
                html.Line($"<td class=\"number\">0</td><td colspan=\"4\">No arm reports this outcome.</td><td aria-hidden=\"true\"></td></tr>");
            }
        }

        html.Line($"</tbody>");
        html.Line($"</table>");
        return html.ToMarkup();
    }

    /// <summary>The same numbers drawn from 0 to 100 %; hidden from screen readers, who have the cells beside it.</summary>
    private static Markup Strip(Finding finding)
    {
        const double Middle = StripHeight / 2;
        var html = new HtmlBuilder();
        html.Write($"<svg viewBox=\"-4 0 {StripWidth + 8} {StripHeight}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        foreach (var x in (ReadOnlySpan<double>)[0, StripWidth / 2, StripWidth])
        {
            html.Write($"<line class=\"rule\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"{StripHeight}\"/>");
        }

        if (finding.Prediction is { Lower: { } newLower, Upper: { } newUpper })
        {
            html.Write($"<line class=\"new\" x1=\"{newLower * StripWidth}\" x2=\"{newUpper * StripWidth}\" y1=\"{Middle}\" y2=\"{Middle}\"/>");
        }

        if (finding.Confidence is { Lower: { } lower, Upper: { } upper })
        {
            html.Write($"<line class=\"ci\" x1=\"{lower * StripWidth}\" x2=\"{upper * StripWidth}\" y1=\"{Middle}\" y2=\"{Middle}\"/>");
        }

        if (finding.Estimate.Value is { } value)
        {
            html.Write($"<circle class=\"dot\" cx=\"{value * StripWidth}\" cy=\"{Middle}\" r=\"4\"/>");
        }

        return html.Write($"</svg>").ToMarkup();
    }

    private static Markup HowToRead { get; } = new(
        """
        <aside class="read" aria-labelledby="read-heading">
        <h3 id="read-heading">How to read this</h3>
        <dl>
        <div><dt>Estimate</dt><dd>The share of patients with the outcome in a typical study. Where studies differ so much that no study is typical, the average over studies is shown instead, and a note says so.</dd></div>
        <div><dt>Confidence interval (CI)</dt><dd>Where the true value for these studies plausibly lies. It narrows as patients are added.</dd></div>
        <div><dt>Prediction interval (PI)</dt><dd>Where the true value of a new, similar study is expected. It stays wide while studies differ.</dd></div>
        <div><dt>tau² and I²</dt><dd>How much the studies truly differ: tau² on the scale of the analysis, I² as the share of the variation that is not chance.</dd></div>
        <div><dt>0% or 100%</dt><dd>If no patient, or every patient, had the event, the interval is the exact one of all patients taken together. No event seen is not no risk.</dd></div>
        <div><dt>Events/n</dt><dd>Patients with the outcome among patients evaluable for it. A report that does not state an outcome is left out of it, never counted as zero.</dd></div>
        </dl>
        </aside>

        """);
}
