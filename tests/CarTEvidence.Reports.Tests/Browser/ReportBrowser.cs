using Microsoft.Playwright;

namespace CarTEvidence.Reports.Tests.Browser;

/// <summary>The report on the bundled evidence, written to disk once, and one browser to open it in.</summary>
public sealed class ReportBrowser : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "report-browser-" + Path.GetRandomFileName());
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Address of the page on disk.</summary>
    public string Address => new Uri(Path.Combine(_folder, "index.html")).AbsoluteUri;

    /// <summary>Number of figures of the report.</summary>
    public int FigureCount { get; private set; }

    public async Task InitializeAsync()
    {
        if (Chromium.Executable is null)
        {
            return;
        }

        var report = EvidenceReport.Create(EvidenceBase.Bundled);
        report.WriteTo(_folder);
        FigureCount = report.Files.Count(file => file.Path.EndsWith(".svg", StringComparison.Ordinal));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Executable, Headless = true, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
    }

    /// <summary>Opens the report in a window of its own.</summary>
    public async Task<IPage> OpenAsync(int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, AcceptDownloads = true });
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address);
        return page;
    }

    /// <summary>Opens the report where scripts are switched off.</summary>
    public async Task<IPage> OpenWithoutScriptAsync()
    {
        var context = await _browser!.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address);
        return page;
    }

    /// <summary>A window that records what goes wrong before anything is loaded.</summary>
    public async Task<(IPage Page, List<string> Errors, List<string> Requests)> RecordAsync()
    {
        var context = await _browser!.NewContextAsync();
        var page = await context.NewPageAsync();
        List<string> errors = [], requests = [];
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync(Address);
        return (page, errors, requests);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
