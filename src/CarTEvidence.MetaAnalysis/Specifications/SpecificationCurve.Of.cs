using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis;

public sealed partial record SpecificationCurve
{
    /// <summary>Fewer are no synthesis.</summary>
    internal const int FewestStudies = 2;

    /// <summary>Fits every specification.</summary>
    /// <param name="included">The studies that each rule of inclusion leaves, at least one rule. A rule that leaves one study, or the same studies as an earlier one, is passed over.</param>
    /// <param name="options">Measures, models, estimators, intervals and quantities; <c>null</c> for the defaults.</param>
    /// <param name="subject">What is pooled, for titles.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Looked at before every fit.</param>
    /// <exception cref="ArgumentException">No rule leaves two studies, or the options amount to no specification.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SpecificationCurve Of(
        IReadOnlyList<IncludedStudies> included, SpecificationOptions? options = null, string? subject = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(included);
        options ??= SpecificationOptions.Default;
        List<string> notes = [];
        var rules = Distinct(included, notes);
        var fits = SpecificationGrid.Fits(options);
        if (rules.Count == 0 || fits.Count == 0)
        {
            throw new ArgumentException(rules.Count == 0 ? "There are no two studies to pool." : "No model knows a combination of these choices.", rules.Count == 0 ? nameof(included) : nameof(options));
        }

        var found = new Specification[rules.Count * fits.Count][];
        var done = 0;
        Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation }, i =>
        {
            var fit = fits[i % fits.Count];
            found[i] = Specify(rules[i / fits.Count], fit, SpecificationGrid.Quantities(options, fit.Model, fit.Measure));
            progress?.Report((double)Interlocked.Increment(ref done) / found.Length);
        });
        Specification[] inOrder = [.. found.SelectMany(s => s)];
        return new SpecificationCurve
        {
            Subject = subject,
            Level = options.Level,
            Specifications = [.. inOrder.OrderBy(s => s.Estimate.Value is null).ThenBy(s => s.Estimate.Value)],
            Choices = Summaries(inOrder),
            Notes = notes,
        };
    }

    /// <summary>The rules that leave studies to pool, each set of studies once.</summary>
    private static List<IncludedStudies> Distinct(IReadOnlyList<IncludedStudies> included, List<string> notes)
    {
        List<IncludedStudies> kept = [];
        foreach (var rule in included)
        {
            if (rule.Data.Count < FewestStudies)
            {
                notes.Add($"\"{rule.Rule}\" leaves one study and is passed over.");
            }
            else if (kept.Find(other => other.Data.SequenceEqual(rule.Data)) is { } same)
            {
                notes.Add($"\"{rule.Rule}\" leaves the same studies as \"{same.Rule}\" and is passed over.");
            }
            else
            {
                kept.Add(rule);
            }
        }

        return kept;
    }

    private static Specification[] Specify(IncludedStudies rule, ProportionOptions fit, PooledQuantity[] quantities)
    {
        var effect = Pooling.Proportions(rule.Data, fit);
        return
        [
            .. quantities.Select(quantity => new Specification
            {
                Inclusion = rule.Rule,
                Measure = fit.Measure,
                Model = fit.Model,
                TauSquared = SpecificationGrid.Chosen(fit),
                Interval = fit.Interval!.Value,
                Quantity = quantity,
                Estimate = quantity == PooledQuantity.Average ? effect.Marginal ?? effect.Pooled : effect.Pooled,
                StudyCount = effect.StudyCount,
                Events = effect.Events ?? 0,
                Total = effect.Total ?? 0,
                Converged = effect.Converged,
                Notes = effect.Notes,
            }),
        ];
    }

    private static ChoiceSummary[] Summaries(Specification[] specifications)
    {
        var byChoice = from specification in specifications
                       from choice in specification.Choices
                       group specification.Estimate.Value by choice;
        return
        [
            .. byChoice.GroupBy(group => group.Key.Dimension).SelectMany(dimension => dimension).Select(group =>
            {
                double[] sorted = [.. group.OfType<double>().Order()];
                return new ChoiceSummary(group.Key, group.Count(), Quantile(sorted, 0), Quantile(sorted, 0.5), Quantile(sorted, 1));
            }),
        ];
    }
}
