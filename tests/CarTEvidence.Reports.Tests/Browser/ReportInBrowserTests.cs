using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Playwright;

namespace CarTEvidence.Reports.Tests.Browser;

public class ReportInBrowserTests : IClassFixture<ReportBrowser>
{
    private readonly ReportBrowser _report;

    public ReportInBrowserTests(ReportBrowser report) => _report = report;

    [BrowserFact]
    public async Task Page_OpenedFromDisk_HasNoErrorsAndAsksForNothingElse()
    {
        var (page, errors, requests) = await _report.RecordAsync();
        await page.Locator("#remission .tabs [role=tab]").Nth(1).ClickAsync();

        Assert.Empty(errors);
        Assert.All(requests, url => Assert.True(url == _report.Address || url.StartsWith("data:", StringComparison.Ordinal), url));
    }

    [BrowserTheory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task Page_AtAnyWidth_NeverScrollsSideways(int width)
    {
        var page = await _report.OpenAsync(width);

        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        var outside = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('body *')]
              .filter(e => !e.closest('.scroll, svg, .skip, .tip') && e.getClientRects().length > 0)
              .filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
              .map(e => e.tagName + '.' + e.className)
            """);
        Assert.Empty(outside);
    }

    [BrowserFact]
    public async Task Tabs_ShowOnePanelAtATimeAndObeyTheKeyboard()
    {
        var page = await _report.OpenAsync();
        var tabs = page.Locator("#remission [role=tab]");

        Assert.Equal(["Overall", "By disease", "By target", "By cell source", "Map", "One left out", "Influence", "Funnel", "Overlap"], await tabs.AllTextContentsAsync());
        Assert.Equal(1, await page.Locator("#remission [role=tabpanel]:visible").CountAsync());
        await tabs.First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("remission-by-disease", await page.Locator("#remission [role=tabpanel]:visible").GetAttributeAsync("id"));
        await page.Keyboard.PressAsync("End");
        Assert.Equal("remission-overlap", await page.Locator("#remission [role=tabpanel]:visible").GetAttributeAsync("id"));
        Assert.Equal("true", await tabs.Last.GetAttributeAsync("aria-selected"));
    }

    [BrowserFact]
    public async Task Tabs_LinkToAPanel_OpensIt()
    {
        var page = await _report.OpenAsync();

        await page.EvaluateAsync("location.hash = '#crs-by-target'");

        await Assertions.Expect(page.Locator("#crs-by-target")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Sorting_ByAColumn_OrdersByValueUpThenDown()
    {
        var page = await _report.OpenAsync();
        var table = page.Locator("#remission table[data-sortable]");
        var heading = table.Locator("thead th").Filter(new() { HasText = "Estimate" });
        async Task<double[]> Values() =>
            [.. (await table.Locator("tbody tr td:nth-child(8)").EvaluateAllAsync<string[]>("cells => cells.map(c => c.dataset.value)")).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        var before = await Values();

        await heading.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Equal("ascending", await heading.GetAttributeAsync("aria-sort"));
        Assert.Equal(before.Order(), await Values());

        await heading.GetByRole(AriaRole.Button).PressAsync("Enter");
        Assert.Equal("descending", await heading.GetAttributeAsync("aria-sort"));
        Assert.Equal(before.OrderDescending(), await Values());
    }

    [BrowserFact]
    public async Task Filter_ByWords_ShowsTheRowsThatHaveThemAll()
    {
        var page = await _report.OpenAsync();
        var rows = page.Locator("#remission table[data-filterable] tbody tr");
        var all = await rows.CountAsync();

        await page.Locator("#remission .filter input").FillAsync("sle allogeneic");

        var shown = await page.Locator("#remission table[data-filterable] tbody tr:visible").AllTextContentsAsync();
        Assert.NotEmpty(shown);
        Assert.True(shown.Count < all);
        Assert.All(shown, text => Assert.True(text.Contains("SLE", StringComparison.Ordinal) && text.Contains("allogeneic", StringComparison.Ordinal), text));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{shown.Count} of {all} studies"), await page.Locator("#remission .filter output").TextContentAsync());
        await page.Locator("#remission .filter input").FillAsync("");
        Assert.Equal(all, await page.Locator("#remission table[data-filterable] tbody tr:visible").CountAsync());
    }

    [BrowserFact]
    public async Task Figure_HoveredRow_ShowsItsValues()
    {
        var page = await _report.OpenAsync();
        var row = page.Locator("#remission-overall svg [data-tip]").Filter(new() { HasText = "Qin 2023" }).First;

        await row.HoverAsync();

        var tip = await page.Locator(".tip").TextContentAsync();
        Assert.Contains("Qin 2023", tip, StringComparison.Ordinal);
        Assert.Matches("[0-9]", tip!);
        Assert.True(await page.Locator(".tip").IsVisibleAsync());
    }

    [BrowserFact]
    public async Task Downloads_GiveAPlainSvgAPngAndTheNumbers()
    {
        var page = await _report.OpenAsync();
        async Task<byte[]> Download(string format)
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.Locator($"#remission-overall [data-format={format}]").ClickAsync());
            Assert.Equal($"remission.{format}", download.SuggestedFilename);
            return await File.ReadAllBytesAsync(await download.PathAsync());
        }

        var svg = System.Text.Encoding.UTF8.GetString(await Download("svg"));
        Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
        Assert.DoesNotContain("var(", svg, StringComparison.Ordinal);
        Assert.Contains("<title", svg, StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await Download("png"))[..4]);
        var csv = System.Text.Encoding.UTF8.GetString(await Download("csv"));
        Assert.StartsWith("group,row,study,events,total,estimate,lower,upper", csv, StringComparison.Ordinal);
        Assert.Contains("Qin 2023,11,12,", csv, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Print_ShowsEveryFigureEveryTableAndNoControls()
    {
        var page = await _report.OpenAsync(scheme: ColorScheme.Dark);
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal(_report.FigureCount, await page.Locator("figure svg:visible").CountAsync());
        Assert.Equal(0, await page.Locator(".tabs:visible, .filter:visible, .downloads:visible, .contents:visible").CountAsync());
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        var pdf = await page.PdfAsync(new() { Format = "A4", PrintBackground = true });
        Assert.Equal("%PDF"u8.ToArray(), pdf[..4]);
    }

    [PrintedFact]
    public async Task Print_ToPdf_HasTheWordsOfEveryFigure()
    {
        var page = await _report.OpenAsync();
        var words = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('figure svg')].map(svg => [...svg.querySelectorAll('text')].map(text => text.textContent.trim()).sort((a, b) => b.length - a.length)[0])");

        var printed = string.Join(' ', (await PrintedFactAttribute.TextOfAsync(await page.PdfAsync(new() { Format = "A4", PrintBackground = true }))).Split([' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(_report.FigureCount, words.Length);
        Assert.All(words, text => Assert.Contains(text, printed, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Figures_InTheDark_HaveNoColourOfTheLightPage()
    {
        var page = await _report.OpenAsync(scheme: ColorScheme.Dark);

        // The colours of grades are kept: they mean something, and their counts are coloured for them.
        var fixedColours = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('figure svg style')].flatMap(style => style.textContent.split('\\n')).filter(line => /#[0-9a-f]{6}/i.test(line.replace(/var\\([^)]*\\)/g, '')) && !/-(grade|count)/.test(line))");

        Assert.Empty(fixedColours);
    }

    [BrowserFact]
    public async Task Theme_CanBeChosenAgainstTheSystem()
    {
        var page = await _report.OpenAsync(scheme: ColorScheme.Light);
        async Task<string> Paper() => await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        var light = await Paper();

        await page.Locator(".theme").ClickAsync();
        Assert.Equal(light, await Paper());
        await page.Locator(".theme").ClickAsync();
        Assert.NotEqual(light, await Paper());
    }

    [BrowserFact]
    public async Task Page_WithoutScript_ShowsEveryPanel()
    {
        var page = await _report.OpenWithoutScriptAsync();

        Assert.Equal(_report.FigureCount, await page.Locator("figure svg:visible").CountAsync());
        Assert.Equal(0, await page.Locator("[role=tab]").CountAsync());
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_HasTheContrastThatTheGuidelinesAskFor(ColorScheme scheme)
    {
        var page = await _report.OpenAsync(scheme: scheme);
        await page.EvaluateAsync("for (const panel of document.querySelectorAll('.panel')) panel.hidden = false; for (const details of document.querySelectorAll('details')) details.open = true");

        var faint = await page.EvaluateAsync<JsonElement>(AccessibilityScripts.FaintText);

        Assert.Empty(faint.EnumerateArray().Select(e => e.ToString()));
    }

    [BrowserFact]
    public async Task Page_HasNamesLandmarksAndHeadingOrder()
    {
        var page = await _report.OpenAsync();

        var problems = await page.EvaluateAsync<string[]>(AccessibilityScripts.Structure);

        Assert.Empty(problems);
    }
}
