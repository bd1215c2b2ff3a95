using CarTEvidence.Notebooks;
using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>The evidence report: a self-contained page, its figures, and every number behind them, in memory.</summary>
/// <remarks>The same evidence and options give the same bytes, on any number of threads and under any culture.</remarks>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed class EvidenceReport
{
    private EvidenceReport(IReadOnlyList<PooledOutcome> results, IReadOnlyList<Outcome> unreported, string inputHash, IReadOnlyList<ReportFile> files)
    {
        Results = results;
        Unreported = unreported;
        InputHash = inputHash;
        Files = files;
    }

    /// <summary>Every analysis: of each outcome the overall result, then one a grouping.</summary>
    public IReadOnlyList<PooledOutcome> Results { get; }

    /// <summary>Outcomes asked for that no selected arm reports.</summary>
    public IReadOnlyList<Outcome> Unreported { get; }

    /// <summary>SHA-256 of the evidence, as <see cref="EvidenceBase.Hash"/> states it.</summary>
    public string InputHash { get; }

    /// <summary><c>index.html</c>, <c>figures/*.svg</c> and <c>.pdf</c>, <c>results.json</c> and <c>studies.csv</c>.</summary>
    public IReadOnlyList<ReportFile> Files { get; }

    /// <summary>Pools every outcome, overall and by each grouping, and composes the report.</summary>
    /// <param name="evidence">The evidence; selections and overlap policy are kept.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="EvidenceReportOptions.Default"/>.</param>
    /// <param name="progress">Told after each analysis, from any thread; may be <c>null</c>.</param>
    /// <param name="cancellation">Stops between analyses.</param>
    /// <exception cref="ArgumentException">There is no arm or no outcome, an outcome or a grouping is asked for twice, or a grouping names no column.</exception>
    /// <exception cref="OverlapException">Reports share patients and the evidence's policy is to fail.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <remarks>An outcome that no arm reports is said to be unreported; it is not an error.</remarks>
    public static EvidenceReport Create(
        EvidenceBase evidence,
        EvidenceReportOptions? options = null,
        IProgress<ReportProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        options ??= EvidenceReportOptions.Default;
        RequireContent(evidence, options);
        var analyses = Analyse(evidence, options, progress, cancellation);
        var planes = BenefitRiskContent.Figures([.. analyses.Where(a => a.By is null)]);
        var content = ReportContent.Compose(evidence, options, analyses, planes);
        cancellation.ThrowIfCancellationRequested();
        return new EvidenceReport(
            [.. analyses.Select(a => a.Pooled).OfType<PooledOutcome>()],
            [.. analyses.Where(a => a is { By: null, Pooled: null }).Select(a => a.Outcome)],
            evidence.Hash,
            ReportFiles.Of(evidence, options, analyses, planes, content));
    }

    /// <summary>Writes the report into a folder, all of it or nothing: the files are written beside the folder and moved into place.</summary>
    /// <param name="folder">The folder; it is made if it does not exist.</param>
    /// <param name="cancellation">Stops before anything is moved into place.</param>
    /// <exception cref="IOException">A file that is not of an earlier report is in the way, or the folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was cancelled; nothing was changed.</exception>
    public void WriteTo(string folder, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ReportFolder.Write(folder, Files, cancellation);
    }

    private static void RequireContent(EvidenceBase evidence, EvidenceReportOptions options)
    {
        if (evidence.Arms.Count == 0)
        {
            throw new ArgumentException("The evidence has no arm.", nameof(evidence));
        }

        if (options.Outcomes.Count == 0)
        {
            throw new ArgumentException("A report needs at least one outcome.", nameof(options));
        }

        // Each has a section and files of its own, by its name.
        if (options.Outcomes.GroupBy(outcome => outcome.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } outcome)
        {
            throw new ArgumentException($"The outcome {outcome.Key} is asked for twice.", nameof(options));
        }

        if (options.Groupings.GroupBy(Slug.Of, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } grouping)
        {
            throw new ArgumentException($"The grouping \"{grouping.First()}\" is asked for twice, or its files would have the names of another's.", nameof(options));
        }
    }

    private static ReportAnalysis[] Analyse(EvidenceBase evidence, EvidenceReportOptions options, IProgress<ReportProgress>? progress, CancellationToken cancellation)
    {
        (Outcome Outcome, string? By)[] wanted = [.. options.Outcomes.SelectMany(outcome => options.Groupings.Prepend(null).Select(by => (outcome, by)))];
        var analyses = new ReportAnalysis[wanted.Length];
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads ?? Environment.ProcessorCount, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, wanted.Length, parallel, i =>
            {
                analyses[i] = Analyse(evidence, wanted[i].Outcome, wanted[i].By, options);
                progress?.Report(new ReportProgress(Interlocked.Increment(ref done), wanted.Length, analyses[i].Label));
            });
        }
        catch (AggregateException error) when (error.InnerExceptions[0] is ArgumentException or EvidenceException)
        {
            // The caller's mistake or a fact about the data, not a fault of one thread: as if it had been met in order.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }

        return analyses;
    }

    private static ReportAnalysis Analyse(EvidenceBase evidence, Outcome outcome, string? by, EvidenceReportOptions options)
    {
        if (evidence.ArmsReporting(outcome).Count == 0)
        {
            return new ReportAnalysis(outcome, by, null, null, "No arm of this evidence reports it.");
        }

        var pooled = evidence.Pool(outcome, options.Pooling, by);
        return new ReportAnalysis(outcome, by, pooled, pooled.ForestPlot(), null)
        {
            Figures = by is null ? OutcomeFigures.Of(evidence, pooled, options.Sensitivity) : [],
            Sensitivity = by is null && options.Sensitivity ? SensitivityAnalyses.Of(evidence, pooled, options.Pooling) : [],
        };
    }
}
