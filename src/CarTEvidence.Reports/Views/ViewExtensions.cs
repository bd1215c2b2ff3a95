using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Resampling;

namespace CarTEvidence.Reports;

/// <summary>Results as HTML, Markdown, SVG and files, one call away from the result. What has no method here is shown by <see cref="ResultView.Of"/>.</summary>
public static class ViewExtensions
{
    /// <summary>The pooled outcome as tables, a forest plot and notes.</summary>
    /// <param name="pooled">The result.</param>
    public static ResultView View(this PooledOutcome pooled) => OutcomeViews.Of(pooled ?? throw new ArgumentNullException(nameof(pooled)));

    /// <summary>The pooled effect as tables, a forest plot and notes.</summary>
    /// <param name="effect">The result.</param>
    public static ResultView View(this PooledEffect effect) => OutcomeViews.Of(effect ?? throw new ArgumentNullException(nameof(effect)));

    /// <summary>The evidence as a table by disease, with its map.</summary>
    /// <param name="evidence">The arms.</param>
    public static ResultView View(this EvidenceBase evidence) => EvidenceViews.Of(evidence ?? throw new ArgumentNullException(nameof(evidence)));

    /// <summary>The pooled effect without each study, or as studies are added: a table and a forest plot.</summary>
    /// <param name="steps">The steps.</param>
    public static ResultView View(this StudySensitivities steps) => DiagnosticViews.Of(steps ?? throw new ArgumentNullException(nameof(steps)));

    /// <summary>Deletion diagnostics as a table and a panel.</summary>
    /// <param name="influences">The diagnostics.</param>
    public static ResultView View(this StudyInfluences influences) => DiagnosticViews.Of(influences ?? throw new ArgumentNullException(nameof(influences)));

    /// <summary>A specification curve as two tables, what each choice does and every specification, with its figure.</summary>
    /// <param name="curve">The specifications.</param>
    public static ResultView View(this SpecificationCurve curve) => SpecificationViews.Of(curve ?? throw new ArgumentNullException(nameof(curve)));

    /// <summary>Bootstrap intervals as a table, with the distribution.</summary>
    /// <param name="replicates">The replicates.</param>
    /// <param name="measure">Measure of the effects, for the natural scale.</param>
    public static ResultView View(this BootstrapReplicates replicates, Measure measure)
    {
        ArgumentNullException.ThrowIfNull(replicates);
        ArgumentNullException.ThrowIfNull(measure);
        return ResamplingViews.Of(replicates, measure);
    }

    /// <summary>What each study does to the subsets, as a table, with their cloud.</summary>
    /// <param name="cloud">The subsets.</param>
    /// <param name="measure">Measure of the effects, for the natural scale.</param>
    /// <param name="studies">Names of the studies, length k; <c>null</c> numbers them from 1.</param>
    /// <exception cref="ArgumentException">There are not as many names as studies.</exception>
    public static ResultView View(this SubsetCloud cloud, Measure measure, IReadOnlyList<string>? studies = null)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        ArgumentNullException.ThrowIfNull(measure);
        return studies is null || studies.Count == cloud.StudyCount
            ? ResamplingViews.Of(cloud, measure, studies)
            : throw new ArgumentException($"The cloud has {cloud.StudyCount} studies, and {studies.Count} names were given.", nameof(studies));
    }

    /// <summary>As a <c>section</c> of HTML, the forest plot inline.</summary>
    /// <param name="pooled">The result.</param>
    public static string ToHtml(this PooledOutcome pooled) => pooled.View().ToHtml();

    /// <inheritdoc cref="ToHtml(PooledOutcome)"/>
    /// <param name="effect">The result.</param>
    public static string ToHtml(this PooledEffect effect) => effect.View().ToHtml();

    /// <summary>As a <c>section</c> of HTML, the map inline.</summary>
    /// <param name="evidence">The arms.</param>
    public static string ToHtml(this EvidenceBase evidence) => evidence.View().ToHtml();

    /// <summary>As Markdown, the forest plot as an image that carries its drawing.</summary>
    /// <param name="pooled">The result.</param>
    public static string ToMarkdown(this PooledOutcome pooled) => pooled.View().ToMarkdown();

    /// <inheritdoc cref="ToMarkdown(PooledOutcome)"/>
    /// <param name="effect">The result.</param>
    public static string ToMarkdown(this PooledEffect effect) => effect.View().ToMarkdown();

    /// <summary>As Markdown, the map as an image that carries its drawing.</summary>
    /// <param name="evidence">The arms.</param>
    public static string ToMarkdown(this EvidenceBase evidence) => evidence.View().ToMarkdown();

    /// <summary>The forest plot as an SVG document.</summary>
    /// <param name="pooled">The result.</param>
    public static string ToSvg(this PooledOutcome pooled) => pooled.ForestPlot().ToSvg();

    /// <inheritdoc cref="ToSvg(PooledOutcome)"/>
    /// <param name="effect">The result.</param>
    public static string ToSvg(this PooledEffect effect) => effect.ForestPlot().ToSvg();

    /// <summary>The map as an SVG document.</summary>
    /// <param name="evidence">The arms.</param>
    /// <exception cref="InvalidOperationException">No arm reports remission, which the map counts.</exception>
    public static string ToSvg(this EvidenceBase evidence) => evidence.View().ToSvg();

    /// <summary>Writes the result to a file, in the format its extension names: see <see cref="ResultView.Save"/>.</summary>
    /// <param name="pooled">The result.</param>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="ArgumentException">The extension names no format that results are written in.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(this PooledOutcome pooled, string path) => pooled.View().Save(path);

    /// <inheritdoc cref="Save(PooledOutcome, string)"/>
    /// <param name="effect">The result.</param>
    /// <param name="path">The file; an existing one is replaced.</param>
    public static void Save(this PooledEffect effect, string path) => effect.View().Save(path);
}
