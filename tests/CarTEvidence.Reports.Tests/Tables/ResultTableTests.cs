using System.Globalization;
using System.Xml.Linq;

namespace CarTEvidence.Reports.Tests.Tables;

public class ResultTableTests
{
    [Fact]
    public void ToHtml_Addresses_AreLinksOfBoundedLength()
    {
        var address = "https://example.org/" + new string('a', 80) + "?x=1&y=2";
        var table = new ResultTable("Sources", [new("Where") { Fields = ["address"] }], [TableRow.Entry(TableCell.Words(address)), TableRow.Entry(TableCell.Words("https:// is a scheme"))]);

        var html = table.ToHtml();

        Assert.Contains($"<a href=\"{address.Replace("&", "&amp;", StringComparison.Ordinal)}\">example.org/aaaaaaaa", html, StringComparison.Ordinal);
        Assert.Contains("…</a>", html, StringComparison.Ordinal);
        Assert.Contains(">https:// is a scheme<", html, StringComparison.Ordinal);
    }

    private static readonly TableColumn[] Columns =
    [
        new("Study") { Role = ColumnRole.Label, Fields = ["study"] },
        new("Estimate") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["estimate"] },
        new("95% CI") { Role = ColumnRole.Interval, Fields = ["lower", "upper"] },
    ];

    private static readonly ResultTable Grouped = new(
        "Studies <all>",
        Columns,
        [
            TableRow.Heading("CD19"),
            TableRow.Entry(TableCell.Words("Müller, \"2024\""), TableCell.Value("33.3%", 1.0 / 3), new("1% to 2%", [0.01, 0.02])),
            TableRow.Subtotal(TableCell.Words("Subtotal"), TableCell.Value("5.0%", 0.05), TableCell.Empty(2)),
            TableRow.Total(TableCell.Words("北京 a|b"), TableCell.Value("100%", 1.0), TableCell.Empty(2)),
        ])
    {
        Notes = ["p < 0.0001 & more"],
    };

    [Fact]
    public void ToText_AlignsByDisplayWidth() => Assert.Equal(
        """
        Studies <all>
        Study           Estimate  95% CI
        --------------  --------  --------
        CD19
        Müller, "2024"     33.3%  1% to 2%
        Subtotal            5.0%
        北京 a|b            100%
        Note: p < 0.0001 & more

        """,
        Grouped.ToText());

    [Fact]
    public void ToMarkdown_EscapesMarkupAndSetsTotalsInBold() => Assert.Equal(
        """
        **Studies \<all>**

        | Study | Estimate | 95% CI |
        | --- | ---: | --- |
        | **CD19** |  |  |
        | Müller, "2024" | 33.3% | 1% to 2% |
        | **Subtotal** | **5.0%** |  |
        | **北京 a\|b** | **100%** |  |

        - p \< 0.0001 & more

        """,
        Grouped.ToMarkdown());

    [Fact]
    public void ToCsv_CarriesFullPrecisionGroupsAndKinds() => Assert.Equal(
        """"
        group,row,study,estimate,lower,upper
        CD19,entry,"Müller, ""2024""",0.3333333333333333,0.01,0.02
        CD19,subtotal,Subtotal,0.05,,
        ,total,北京 a|b,1,,

        """",
        Grouped.ToCsv());

    [Fact]
    public void ToCsv_WithoutGroups_HasTheFieldsAlone()
    {
        var plain = new ResultTable("T", Columns, [TableRow.Entry(TableCell.Words("A"), TableCell.Value("n/a", null), TableCell.Empty(2))]);

        Assert.Equal("study,estimate,lower,upper\nA,,,\n", plain.ToCsv());
    }

    [Fact]
    public void ToHtml_IsWellFormedWithCaptionAndScopedHeaders()
    {
        var html = XElement.Parse("<div>" + Grouped.ToHtml() + "</div>");

        var table = html.Element("table")!;
        Assert.Equal("Studies <all>", table.Element("caption")!.Value);
        Assert.All(table.Element("thead")!.Descendants("th"), th => Assert.Equal("col", th.Attribute("scope")!.Value));
        var body = Assert.Single(table.Elements("tbody"));
        Assert.Equal(["rowgroup", "row", "row", "row"], body.Descendants("th").Select(th => th.Attribute("scope")!.Value));
        Assert.Equal("3", body.Descendants("th").First().Attribute("colspan")!.Value);
        Assert.Equal("p < 0.0001 & more", html.Element("p")!.Value);
    }

    [Fact]
    public void Writers_UnderACommaDecimalCulture_WriteTheSame()
    {
        string[] Written() => [Grouped.ToText(), Grouped.ToMarkdown(), Grouped.ToCsv(), Grouped.ToHtml(), Effects.BySubgroup.Summary().ToText(), Effects.Remission.Summary().ToCsv()];
        var before = Written();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(before, Written());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Constructor_RowThatDoesNotFit_NamesTheRow()
    {
        var error = Assert.Throws<ArgumentException>(() => new ResultTable("T", Columns, [TableRow.Entry(TableCell.Words("A"), TableCell.Empty(), TableCell.Empty())]));

        Assert.Contains("Row 1 of table \"T\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_WithoutColumns_IsRefused() => Assert.Throws<ArgumentException>(() => new ResultTable("T", [], []));
}
