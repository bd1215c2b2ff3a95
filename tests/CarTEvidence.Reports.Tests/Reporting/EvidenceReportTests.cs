using System.Globalization;
using System.Text;
using System.Text.Json;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports.Tests.Reporting;

public sealed class EvidenceReportTests : IDisposable
{
    private static readonly EvidenceReport Bundled = EvidenceReport.Create(EvidenceBase.Bundled);

    private static readonly PooledOutcome[] Overall = [.. Bundled.Results.Where(r => r.Effect.SubgroupName is null)];

    // A forest plot an analysis, a map an outcome, bars of grades for CRS and ICANS, the flow of shared patients where reports left, one left out and influence from
    // three arms on and a funnel from ten where not all patients fared alike, and the benefit against each of five harms.
    private static readonly int FigureCount = 7 * 4 + 7 + 2 + Overall.Count(r => r.Overlap.Dropped.Count > 0)
        + 2 * Overall.Count(r => r.Effect is { StudyCount: >= 3, Events: > 0 }) + Overall.Count(r => r.Effect is { StudyCount: >= 10, Events: > 0 }) + 5;

    private readonly string _root = Directory.CreateTempSubdirectory("evidence-report-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Create_Bundled_HasEveryOutcomeOverallAndByDiseaseTargetAndSource()
    {
        Assert.Equal(7 * 4, Bundled.Results.Count);
        Assert.Empty(Bundled.Unreported);
        Assert.Equal(["index.html", "results.json", "studies.csv"], Bundled.Files.Select(file => file.Path).Take(3));
        Assert.Equal(FigureCount, Bundled.Files.Count(file => file.Path.EndsWith(".svg", StringComparison.Ordinal)));
        Assert.Equal(FigureCount, Bundled.Files.Count(file => file.Path.EndsWith(".pdf", StringComparison.Ordinal) && file.Content.Span.StartsWith("%PDF"u8)));
        Assert.All(
            ["crs-3-by-target", "crs-grades", "icans-grades", "remission-map", "remission-overlap", "remission-leave-one-out", "remission-influence", "remission-funnel", "benefit-risk-icans-3"],
            name => Assert.Contains(Bundled.Files, file => file.Path == $"figures/{name}.svg"));
        Assert.All(["remission-grades", "crs-3-funnel", "relapse-funnel"], name => Assert.DoesNotContain(Bundled.Files, file => file.Path == $"figures/{name}.svg"));
    }

    [Fact]
    public void Create_TheSameInput_GivesTheSameBytesUnderAnyCultureAndNumberOfThreads()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var again = EvidenceReport.Create(EvidenceBase.Bundled, new EvidenceReportOptions { Threads = 1 });

            Assert.Equal(Bundled.Files.Select(file => file.Path), again.Files.Select(file => file.Path));
            Assert.All(Bundled.Files.Zip(again.Files), pair => Assert.True(pair.First.Content.Span.SequenceEqual(pair.Second.Content.Span), pair.First.Path));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Create_PageSaysWhatTheResultsSay()
    {
        var page = Text("index.html");
        var remission = Bundled.Results[0].Effect;

        Assert.Contains($"<td class=\"number\">{remission.StudyCount}</td><td class=\"number\">{remission.Events}/{remission.Total}</td>", page, StringComparison.Ordinal);
        Assert.Contains(EvidenceBase.Bundled.Hash, page, StringComparison.Ordinal);
        Assert.Contains("doi:10.1002/sim.4040", page, StringComparison.Ordinal);
        Assert.Equal(FigureCount, Occurrences(page, "<figure "));
        Assert.Equal(FigureCount, Occurrences(page, "role=\"img\""));
        Assert.Equal(FigureCount, Occurrences(page, "data-format=\"csv\""));
        Assert.Contains("No funnel plot is drawn: with 5 arms, fewer than 10, asymmetry cannot be told from chance.", page, StringComparison.Ordinal);
        Assert.Contains("No funnel plot is drawn: no patient had the event", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://doi.org/10.1056/NEJMoa2308917\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_ResultsJson_HasVersionHashAndEveryAnalysis()
    {
        using var json = JsonDocument.Parse(Text("results.json"));

        Assert.Equal(EvidenceBase.Bundled.Hash, json.RootElement.GetProperty("inputHash").GetString());
        Assert.Equal(ResultJson.Version, json.RootElement.GetProperty("version").GetString());
        var analyses = json.RootElement.GetProperty("analyses").EnumerateArray().ToArray();
        Assert.Equal(Bundled.Results.Select(r => r.Outcome.Name), analyses.Select(a => a.GetProperty("outcome").GetString()));
        Assert.Equal([null, "disease", "target", "source"], analyses.Take(4).Select(a => a.TryGetProperty("subgroupBy", out var by) ? by.GetString() : null));
        var other = json.RootElement.GetProperty("sensitivity").EnumerateArray().First(a => a.GetProperty("model").GetString() == "random");
        Assert.Equal(("remission", 22, "typical"), (other.GetProperty("outcome").GetString(), other.GetProperty("k").GetInt32(), other.GetProperty("quoted").GetString()));
        Assert.Equal(Bundled.Results[0].Effect.Pooled.Value, analyses[0].GetProperty("pooled").GetProperty("estimate").GetDouble());
    }

    [Fact]
    public void Create_StudiesCsv_HasEveryArmPooledAndLeftOut()
    {
        var lines = Text("studies.csv").TrimEnd('\n').Split('\n');
        var overall = Bundled.Results.Where(r => r.Effect.SubgroupName is null).ToArray();

        Assert.StartsWith("outcome,study,arm,label,", lines[0], StringComparison.Ordinal);
        Assert.Equal(overall.Sum(r => r.Arms.Count + r.Overlap.Dropped.Count), lines.Length - 1);
        Assert.Contains(lines, line => line.StartsWith("remission,Mackensen2022,A,", StringComparison.Ordinal) && line.Contains(",left out,", StringComparison.Ordinal));
    }

    [Fact]
    public void Create_AnOutcomeThatNoArmReports_IsSaidAndIsNoError()
    {
        var report = EvidenceReport.Create(EvidenceBase.Bundled, new EvidenceReportOptions { Outcomes = [Outcome.Death, Outcome.Relapse], Groupings = [] });

        Assert.Equal([Outcome.Death], report.Unreported);
        Assert.Equal([Outcome.Relapse], report.Results.Select(r => r.Outcome));
        Assert.Contains("No arm reports this outcome.", TextOf(report, "index.html"), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(TextOf(report, "results.json"));
        Assert.Equal("death", Assert.Single(json.RootElement.GetProperty("notReported").EnumerateArray()).GetString());
    }

    [Fact]
    public void Create_WithATime_PrintsIt()
    {
        var made = new DateTimeOffset(2026, 11, 22, 9, 5, 0, TimeSpan.FromHours(1));
        var report = EvidenceReport.Create(EvidenceBase.Bundled, new EvidenceReportOptions { Made = made, Outcomes = [Outcome.Relapse], Groupings = [] });

        Assert.Contains("2026-11-22 09:05 +01:00", TextOf(report, "index.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("<dt>Made</dt>", Text("index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_TellsProgressAfterEveryAnalysis()
    {
        var steps = new Steps();

        EvidenceReport.Create(EvidenceBase.Bundled, new EvidenceReportOptions { Outcomes = [Outcome.Relapse], Threads = 1 }, steps);

        Assert.Equal([1, 2, 3, 4], steps.Seen.Select(step => step.Done));
        Assert.All(steps.Seen, step => Assert.Equal(4, step.Total));
        Assert.Equal("Relapse by cell source", steps.Seen[^1].Step);
    }

    [Fact]
    public void Create_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var cancelAtOnce = new Steps { Each = source.Cancel };

        Assert.Throws<OperationCanceledException>(() => EvidenceReport.Create(EvidenceBase.Bundled, null, cancelAtOnce, source.Token));
        Assert.True(cancelAtOnce.Seen.Count < 7 * 4);
    }

    [Fact]
    public void Create_UnknownGrouping_NamesIt()
    {
        var error = Assert.Throws<ArgumentException>(() => EvidenceReport.Create(EvidenceBase.Bundled, new EvidenceReportOptions { Groupings = ["colour"] }));

        Assert.Contains("colour", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OutcomeOrGroupingTwice_IsRefusedByName()
    {
        var outcome = Assert.Throws<ArgumentException>(() => EvidenceReport.Create(EvidenceBase.Bundled, new EvidenceReportOptions { Outcomes = [Outcome.Crs(3), Outcome.Death, Outcome.Crs(3)] }));
        Assert.Contains("crs>=3", outcome.Message, StringComparison.Ordinal);

        var grouping = Assert.Throws<ArgumentException>(() => EvidenceReport.Create(EvidenceBase.Bundled, new EvidenceReportOptions { Groupings = ["disease", "Disease"] }));
        Assert.Contains("\"disease\"", grouping.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_NoArmOrNoOutcome_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => EvidenceReport.Create(EvidenceBase.Bundled.Where(_ => false)));
        Assert.Throws<ArgumentException>(() => EvidenceReport.Create(EvidenceBase.Bundled, new EvidenceReportOptions { Outcomes = [] }));
    }

    [Fact]
    public void Create_PatientsSharedWherePolicyIsFail_SaysWhichReports() =>
        Assert.Throws<OverlapException>(() => EvidenceReport.Create(EvidenceBase.Bundled.ResolveOverlaps(OverlapPolicy.Fail)));

    [Fact]
    public void Create_ASingleArm_IsReportedWithoutPooling()
    {
        var one = EvidenceBase.Bundled.Where(arm => arm.Study == "Qin2023");

        var report = EvidenceReport.Create(one, new EvidenceReportOptions { Outcomes = [Outcome.Remission] });

        Assert.Contains("With a single arm nothing is pooled.", TextOf(report, "index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_NoEventsByAnInverseVarianceModel_QuotesTheModelAndNotTheCounts()
    {
        var options = new EvidenceReportOptions
        {
            Outcomes = [Outcome.Crs(3)],
            Groupings = [],
            Sensitivity = false,
            Pooling = new ProportionOptions { Model = ProportionModel.Random },
        };

        var page = TextOf(EvidenceReport.Create(EvidenceBase.Bundled, options), "index.html");

        Assert.Contains("In a typical study the share is", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt>Observed</dt>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("the exact one of Clopper and Pearson", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Observed</dt>", Text("index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void WriteTo_WritesEveryFile()
    {
        var folder = Path.Combine(_root, "report");

        Bundled.WriteTo(folder);

        Assert.All(Bundled.Files, file => Assert.True(File.ReadAllBytes(Path.Combine(folder, file.Path)).AsSpan().SequenceEqual(file.Content.Span), file.Path));
    }

    private static string Text(string path) => TextOf(Bundled, path);

    private static string TextOf(EvidenceReport report, string path) => Encoding.UTF8.GetString(report.Files.Single(file => file.Path == path).Content.Span);

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    private sealed class Steps : IProgress<ReportProgress>
    {
        public List<ReportProgress> Seen { get; } = [];

        public Action Each { get; init; } = () => { };

        public void Report(ReportProgress value)
        {
            lock (Seen)
            {
                Seen.Add(value);
            }

            Each();
        }
    }
}
