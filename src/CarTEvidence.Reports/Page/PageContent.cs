namespace CarTEvidence.Reports;

/// <summary>Everything the page shows, in words, tables and figures; the page itself knows no statistics.</summary>
/// <param name="Title">Title of the report.</param>
/// <param name="Lead">One or two sentences under the title.</param>
/// <param name="Facts">What the report rests on: label and value.</param>
/// <param name="Findings">One line an outcome, for the table on top.</param>
/// <param name="Sections">One section an outcome.</param>
/// <param name="Limits">What is not in the data.</param>
/// <param name="Methods">Paragraphs of the methods section.</param>
/// <param name="References">What the methods cite.</param>
/// <param name="Provenance">Version, input hash and the like.</param>
internal sealed record PageContent(
    string Title,
    string Lead,
    IReadOnlyList<(string Label, string Value)> Facts,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<PageSection> Sections,
    IReadOnlyList<string> Limits,
    IReadOnlyList<string> Methods,
    IReadOnlyList<Reference> References,
    IReadOnlyList<(string Label, string Value)> Provenance);

/// <summary>One line of the table on top.</summary>
/// <param name="Id">Anchor of the outcome's section; empty for none.</param>
/// <param name="Outcome">The outcome's label.</param>
/// <param name="Studies">k; <c>null</c> where no arm reports the outcome.</param>
/// <param name="Fraction">Events over evaluable patients.</param>
/// <param name="Estimate">The figure to quote, in words; whether it is the average over studies; its value, 0…1.</param>
/// <param name="Confidence">Confidence interval.</param>
/// <param name="Prediction">Prediction interval.</param>
internal sealed record Finding(
    string Id,
    string Outcome,
    int? Studies,
    string Fraction,
    (string Text, bool Average, double? Value) Estimate,
    (string Text, double? Lower, double? Upper) Confidence,
    (string Text, double? Lower, double? Upper) Prediction)
{
    /// <summary>Whether <see cref="Confidence"/> is a credible interval.</summary>
    public bool Credible { get; init; }
}

/// <summary>The section of one outcome.</summary>
/// <param name="Id">Anchor.</param>
/// <param name="Heading">The outcome's label.</param>
/// <param name="Sentence">The result in words.</param>
/// <param name="Figures">Key figures: label, value and what it means.</param>
/// <param name="Panels">Overall, then one panel a grouping.</param>
/// <param name="Studies">The studies behind it; <c>null</c> without a result.</param>
/// <param name="Sensitivity">The result answered in other ways: group and line.</param>
/// <param name="Tables">Heterogeneity, overlap, definitions: heading and table.</param>
/// <param name="Notes">Sentences for the reader.</param>
internal sealed record PageSection(
    string Id,
    string Heading,
    string Sentence,
    IReadOnlyList<(string Label, string Value, string Detail)> Figures,
    IReadOnlyList<PagePanel> Panels,
    ResultTable? Studies,
    IReadOnlyList<(string Group, Finding Line)> Sensitivity,
    IReadOnlyList<ResultTable> Tables,
    IReadOnlyList<string> Notes);

/// <summary>One view of an outcome: a figure with the table behind it.</summary>
/// <param name="Id">Anchor.</param>
/// <param name="Label">Short name, for a tab.</param>
/// <param name="Heading">Heading.</param>
/// <param name="Figure">Inline SVG.</param>
/// <param name="FileName">Name of the figure's file below <c>figures/</c>, without extension.</param>
/// <param name="Caption">What the figure shows.</param>
/// <param name="Table">The table beside it.</param>
/// <param name="Csv">The numbers behind the figure.</param>
internal sealed record PagePanel(string Id, string Label, string Heading, Markup Figure, string FileName, string Caption, ResultTable? Table, string Csv);

/// <summary>A reference of the methods section.</summary>
/// <param name="Text">Authors, year, title, journal.</param>
/// <param name="Doi">Digital object identifier.</param>
internal sealed record Reference(string Text, string Doi);
