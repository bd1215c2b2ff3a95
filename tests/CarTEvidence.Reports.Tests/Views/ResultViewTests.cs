using System.Xml.Linq;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Resampling;

namespace CarTEvidence.Reports.Tests.Views;

public sealed class ResultViewTests : IDisposable
{
    private static readonly PooledOutcome Remission = EvidenceBase.Bundled.ResolveOverlaps().Pool(Outcome.Remission, by: "source");
    private readonly string _folder = Directory.CreateTempSubdirectory("result-view-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ToHtml_OfAPooledOutcome_HasTablesAFigureAndNotesAndIsWellFormed()
    {
        var html = XElement.Parse(Remission.ToHtml());

        Assert.Equal(Remission.Summary().Tables.Count, html.Elements("table").Count());
        Assert.Single(html.Descendants(), e => e.Name.LocalName == "svg");
        Assert.Equal(Remission.Notes, html.Elements("ul").Single(e => (string?)e.Attribute("class") == "notes").Elements().Select(e => e.Value));
    }

    [Fact]
    public void ToMarkdown_OfAPooledOutcome_HasTheSameTablesAndCarriesTheFigure()
    {
        var markdown = Remission.ToMarkdown();

        Assert.StartsWith("### Remission: ", markdown, StringComparison.Ordinal);
        Assert.All(Remission.Summary().Tables, table => Assert.Contains(table.ToMarkdown(), markdown, StringComparison.Ordinal));
        Assert.Contains("](data:image/svg+xml;base64,", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void View_OfOneTableOrFigure_DoesNotSayItsTitleTwice()
    {
        var table = Remission.Sources();

        Assert.Equal($"<section>\n{table.ToHtml()}</section>\n", ResultView.Of(table)!.ToHtml());
        Assert.Equal(table.ToMarkdown(), ResultView.Of(table)!.ToMarkdown());
        Assert.Equal(table.ToText(), ResultView.Of(table)!.ToText());
        Assert.DoesNotContain("<h3>", ResultView.Of(Remission.ForestPlot())!.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void OddsRatios_OfAMetaRegression_AreExponentiatedCoefficients()
    {
        var data = EvidenceBase.Bundled.ResolveOverlaps().Count(Outcome.Remission);
        var fit = Pooling.Proportions(data.Proportions, moderators: Moderators.None.With("year", data.Arms.Select(arm => arm.Publication.Year - 2024.0)));

        var row = Assert.Single(fit.OddsRatios().Rows);

        Assert.Equal("year", row.Cells[0].Text);
        Assert.Equal(Math.Exp(fit.Coefficients[1].Estimate.Value!.Value), row.Cells[1].Values[0]);
        Assert.Throws<InvalidOperationException>(() => Remission.Effect.OddsRatios());
    }

    [Fact]
    public void SubgroupTable_WithoutSubgroups_SaysHowToAskForThem() =>
        Assert.Contains("by: ", Assert.Throws<InvalidOperationException>(() => EvidenceBase.Bundled.Pool(Outcome.Relapse).SubgroupTable()).Message, StringComparison.Ordinal);

    [Fact]
    public void Table_OfEntries_HasABlockAGroup()
    {
        ForestEntry[] entries =
        [
            new("a", new(0.5, new Interval(0.2, 0.8, 0.95))) { Group = "One" }, new("b", new(0.6, null)) { Group = "One" }, new("all", new(0.55, null)) { Group = "Two", Summary = true },
        ];

        Assert.Equal([RowKind.Heading, RowKind.Entry, RowKind.Entry, RowKind.Heading, RowKind.Total], entries.Table("Answers", Measure.Logit).Rows.Select(row => row.Kind));
    }

    [Fact]
    public void Overview_OfTheEvidence_CountsEveryArmOnce()
    {
        var rows = EvidenceBase.Bundled.Overview("target").Rows;

        Assert.Equal(EvidenceBase.Bundled.Arms.Count, rows.Where(row => row.Kind == RowKind.Entry).Sum(row => Convert.ToInt64(row.Cells[1].Values[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal((long)EvidenceBase.Bundled.Arms.Count, rows[^1].Cells[1].Values[0]);
    }

    [Fact]
    public void ToSvg_OfAPooledOutcome_IsItsForestPlot() => Assert.Equal(Remission.ForestPlot().ToSvg(), Remission.ToSvg());

    [Theory]
    [InlineData("r.html", "<!DOCTYPE html>")]
    [InlineData("r.md", "### Remission")]
    [InlineData("r.txt", "Remission")]
    [InlineData("r.csv", "group,row,study")]
    [InlineData("r.svg", "<svg ")]
    [InlineData("r.pdf", "%PDF-")]
    public void Save_ByItsExtension_WritesThatFormatAndNothingElse(string name, string start)
    {
        Remission.Save(Path.Combine(_folder, name));

        Assert.Equal([name], Directory.GetFiles(_folder).Select(Path.GetFileName));
        Assert.StartsWith(start, File.ReadAllText(Path.Combine(_folder, name)), StringComparison.Ordinal);
    }

    [Fact]
    public void Save_ByAnExtensionOfNoFormat_IsRefusedByName() =>
        Assert.Contains("'.docx'", Assert.Throws<ArgumentException>(() => Remission.Save(Path.Combine(_folder, "r.docx"))).Message, StringComparison.Ordinal);

    [Fact]
    public void ToSvg_OfAResultWithoutAFigure_IsRefused() => Assert.Throws<InvalidOperationException>(() => ResultView.Of(Remission.Overlap)!.ToSvg());

    [Fact]
    public void View_OfSubsets_NamesTheStudiesThatSplitThemMost()
    {
        // The third effect stands apart: subsets with it have higher means.
        var cloud = AllSubsets.Cloud([0.1, 0.2, 2.9, 0.15], [0.1, 0.1, 0.1, 0.1]);

        var rows = cloud.View(Measure.Logit, ["a", "b", "outlying", "d"]).Tables[0].Rows;

        Assert.Equal("outlying", rows[0].Cells[0].Text);
        Assert.EndsWith("%", rows[0].Cells[1].Text, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => cloud.View(Measure.Logit, ["a"]));
    }

    [Fact]
    public void View_OfABootstrap_GivesTheIntervalsOnTheNaturalScale()
    {
        var replicates = Bootstrap.Studies([0.8, 1.1, 2.4, 0.3], [0.3, 0.2, 0.6, 0.4], new() { Replicates = 500, Seed = 3 });

        var row = replicates.View(Measure.Logit).Tables[0].Rows[0];

        var expected = replicates.Interval(BootstrapIntervalMethod.Percentile);
        Assert.Equal([Measure.Logit.ToNatural(expected.Lower), Measure.Logit.ToNatural(expected.Upper)], row.Cells[1].Values);
    }

    [Fact]
    public void Sources_OfAPooledOutcome_CiteEveryReportOnce()
    {
        var sources = Remission.Sources();

        Assert.Equal(Remission.Arms.Select(arm => arm.Study).Distinct().Order(), sources.Rows.Select(row => row.Cells[0].Text).Order());
        Assert.All(sources.Rows, row => Assert.StartsWith("https://", row.Cells[3].Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("10.1038/s41591-022-02017-5")]
    [InlineData("doi:10.1038/s41591-022-02017-5")]
    [InlineData("https://doi.org/10.1038/s41591-022-02017-5")]
    [InlineData("http://dx.doi.org/10.1038/s41591-022-02017-5")]
    public void Sources_DoiInAnySpelling_IsOneAddress(string doi)
    {
        var evidence = new EvidenceBase([new TrialArm("One", Disease.Sle, new Publication(2022) { Doi = doi }, 5)]);

        Assert.Equal("https://doi.org/10.1038/s41591-022-02017-5", Assert.Single(evidence.Sources().Rows).Cells[3].Text);
    }
}
