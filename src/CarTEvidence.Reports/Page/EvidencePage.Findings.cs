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
        html.Line($"<p class=\"note\">k: arms pooled, after overlapping reports were resolved. Dot and line: estimate and confidence interval (CI); pale band: prediction interval (PI).</p>");
        html.Write($"{HowToRead}");
        html.Line($"</section>");
    }

    /// <summary>The result of an outcome answered in other ways.</summary>
    private static void Sensitivity(HtmlBuilder html, PageSection section)
    {
        if (section.Sensitivity.Count < 2)
        {
            return;
        }

        html.Line($"<h3 id=\"{section.Id}-sensitivity\">Does it hold?</h3>");
        Scrolling(html, $"{section.Heading}: does it hold?", SensitivityTable(section));
        html.Line($"<p class=\"note\">Adding ½ to zero cells, as most papers do, pulls results away from 0% and 100%; it is shown for comparison and not recommended.</p>");
    }

    private static Markup FindingsTable(IReadOnlyList<Finding> findings)
    {
        var html = new HtmlBuilder();
        TableHead(html, "Pooled proportion of patients, by outcome", "Outcome");
        html.Line($"<tbody>");
        foreach (var finding in findings)
        {
            Line(html, finding, new Markup($"<a href=\"#{finding.Id}\">{HtmlTableWriter.Encode(finding.Outcome)}</a>"));
        }

        return html.Line($"</tbody>\n</table>").ToMarkup();
    }

    private static Markup SensitivityTable(PageSection section)
    {
        var html = new HtmlBuilder();
        TableHead(html, $"{section.Heading}: other methods and other data", "Analysis");
        foreach (var group in section.Sensitivity.GroupBy(entry => entry.Group))
        {
            html.Line($"<tbody>\n<tr class=\"heading\"><th scope=\"rowgroup\" colspan=\"7\">{group.Key}</th></tr>");
            foreach (var (_, line) in group)
            {
                Line(html, line, new Markup(HtmlTableWriter.Encode(line.Outcome)));
            }

            html.Line($"</tbody>");
        }

        return html.Line($"</table>").ToMarkup();
    }

    private static void TableHead(HtmlBuilder html, string caption, string first)
    {
        html.Line($"<table class=\"found\">\n<caption>{caption}</caption>");
        html.Write($"<thead>\n<tr><th scope=\"col\">{first}</th><th scope=\"col\" class=\"number\">k</th><th scope=\"col\" class=\"number\">Events/n</th>");
        html.Write($"<th scope=\"col\" class=\"number\">Estimate</th><th scope=\"col\">CI</th><th scope=\"col\">PI</th>");
        html.Line($"<th scope=\"col\" class=\"strip\"><span class=\"visually-hidden\">Drawn from 0% to 100%</span><span class=\"scale\" aria-hidden=\"true\"><span>0%</span><span>50%</span><span>100%</span></span></th></tr>\n</thead>");
    }

    private static void Line(HtmlBuilder html, Finding finding, Markup name)
    {
        html.Write($"<tr><th scope=\"row\">{name}</th>");
        if (finding.Studies is { } k)
        {
            var average = finding.Estimate.Average ? new Markup(" <small>average</small>") : Markup.None;
            html.Write($"<td class=\"number\">{k}</td><td class=\"number\">{finding.Fraction}</td><td class=\"number estimate\">{finding.Estimate.Text}{average}</td>");
            var credible = finding.Credible ? new Markup(" <small>CrI</small>") : Markup.None;
            html.Write($"<td class=\"interval\">{finding.Confidence.Text}{credible}</td><td class=\"interval\">{finding.Prediction.Text}</td>");
            html.Line($"<td class=\"strip\">{Strip(finding)}</td></tr>");
        }
        else
        {
            html.Line($"<td class=\"number\">0</td><td colspan=\"4\">No arm reports this outcome.</td><td class=\"strip\"></td></tr>");
        }
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
            // A line of no length with round ends: a circle would be squeezed with the drawing.
            html.Write($"<line class=\"dot\" x1=\"{value * StripWidth}\" x2=\"{value * StripWidth}\" y1=\"{Middle}\" y2=\"{Middle}\"/>");
        }

        return html.Write($"</svg>").ToMarkup();
    }

    private static Markup HowToRead { get; } = new(
        """
        <aside class="read" aria-labelledby="read-heading">
        <h3 id="read-heading">How to read this</h3>
        <dl>
        <div><dt>Estimate</dt><dd>The share of patients with the outcome in a typical study. Where studies differ so much that no study is typical, the average over studies is shown instead, and a note says so.</dd></div>
        <div><dt>Confidence interval (CI)</dt><dd>Where the true value for these studies plausibly lies. It narrows as patients are added. A Bayesian analysis has a credible interval (CrI) in its place, which contains the true value with that probability if its priors hold.</dd></div>
        <div><dt>Prediction interval (PI)</dt><dd>Where the true value of a new, similar study is expected. It stays wide while studies differ.</dd></div>
        <div><dt>tau² and I²</dt><dd>How much the studies truly differ: tau² on the scale of the analysis, I² as the share of the variation that is not chance.</dd></div>
        <div><dt>0% or 100%</dt><dd>If no patient, or every patient, had the event, the interval is the exact one of all patients taken together. No event seen is not no risk.</dd></div>
        <div><dt>Events/n</dt><dd>Patients with the outcome among patients evaluable for it. A report that does not state an outcome is left out of it, never counted as zero.</dd></div>
        </dl>
        </aside>

        """);
}
