using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CarTEvidence.Reports.Tests.Page;

public partial class EvidencePageTests
{
    private static readonly string Html = EvidencePage.Write(Pages.Sample);

    [Fact]
    public void Write_EncodesTextFromTheData()
    {
        Assert.Contains("<h1>CAR-T &lt;cells&gt; &amp; autoimmunity</h1>", Html, StringComparison.Ordinal);
        Assert.Contains("by a &lt;binomial-normal&gt; model", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AsksForNothingFromOutside()
    {
        var loads = LoadingAttribute().Matches(Html).Select(match => match.Value);

        Assert.All(loads, value => Assert.EndsWith("href=\"data:,\"", value, StringComparison.Ordinal));
        Assert.DoesNotContain("@import", Html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_HeadingsDescendByOneLevelAtATime()
    {
        var levels = HeadingTag().Matches(Html).Select(match => match.Groups[1].Value[0] - '0').ToArray();

        Assert.Equal(1, levels[0]);
        Assert.Equal(1, levels.Count(level => level == 1));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.First} is followed by h{pair.Second}"));
    }

    [Fact]
    public void Write_IdsAreUniqueAndEveryInnerLinkAndLabelHasItsTarget()
    {
        string[] ids = [.. IdAttribute().Matches(Html).Select(match => match.Groups[1].Value)];

        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(InnerReference().Matches(Html).Select(match => match.Groups[1].Value), target => Assert.Contains(target, ids));
    }

    [Fact]
    public void Write_BodyIsWellFormed()
    {
        var body = Html[Html.IndexOf("<body>", StringComparison.Ordinal)..Html.IndexOf("<script>", StringComparison.Ordinal)] + "</body>";

        var element = XElement.Parse(body);
        Assert.Equal(2, element.Descendants("figure").Count());
    }

    [Fact]
    public void Write_NumbersOfThousandsOfStudies_StayWholeInTheirLink()
    {
        var csv = string.Concat(Enumerable.Range(0, 20_000).Select(i => FormattableString.Invariant($"Study {i},5,9\n")));
        var panel = Pages.Sample.Sections[0].Panels[0] with { Csv = csv };

        var html = EvidencePage.Write(Pages.Sample with { Sections = [Pages.Sample.Sections[0] with { Panels = [panel] }] });

        Assert.Equal(csv, Uri.UnescapeDataString(CsvLink().Match(html).Groups[1].Value));
    }

    [Fact]
    public void Write_AnOutcomeThatNoArmReports_IsSaid() => Assert.Contains("No arm reports this outcome.", Html, StringComparison.Ordinal);

    [Fact]
    public void Write_CarriesTheMarkByWhichReportsKnowTheirOwnFiles() =>
        Assert.Contains("<meta name=\"generator\" content=\"CarTEvidence.Reports\">", Html, StringComparison.Ordinal);

    [GeneratedRegex("(?:src|srcset|<link[^>]*href)=\"[^\"]*\"")]
    private static partial Regex LoadingAttribute();

    [GeneratedRegex("<h([1-6])[ >]")]
    private static partial Regex HeadingTag();

    [GeneratedRegex("href=\"data:text/csv;charset=utf-8,([^\"]*)\"")]
    private static partial Regex CsvLink();

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex IdAttribute();

    [GeneratedRegex("(?:href=\"#|aria-labelledby=\")([^\" ]+)\"")]
    private static partial Regex InnerReference();
}
