using CarTEvidence.MetaAnalysis;

namespace CarTEvidence;

public sealed partial class EvidenceBase
{
    /// <summary>Pools an outcome under every combination of inclusion rule, measure, model, estimator and interval.</summary>
    /// <param name="outcome">What is pooled.</param>
    /// <param name="options">Measures, models, estimators, intervals and quantities; <c>null</c> for the defaults.</param>
    /// <param name="rules">Which reports enter; <c>null</c> for <see cref="InclusionRule.Default"/>. A rule that leaves fewer than two studies, or the same as an earlier one, is passed over with a note.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Looked at before every fit.</param>
    /// <exception cref="ArgumentException">There is no rule, or the options amount to no specification.</exception>
    /// <exception cref="NoDataException">No rule leaves two arms that report the outcome.</exception>
    /// <exception cref="OverlapException">Reports share patients and the policy is <see cref="OverlapPolicy.Fail"/>.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public SpecificationCurve SpecificationCurve(
        Outcome outcome, SpecificationOptions? options = null, IReadOnlyList<InclusionRule>? rules = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        rules ??= InclusionRule.Default;
        List<string> notes = [];
        List<IncludedStudies> included = [];
        foreach (var rule in rules)
        {
            try
            {
                var studies = rule.Select(this, outcome).Count(outcome).Proportions;
                included.Add(new IncludedStudies(rule.Name, studies));
                if (rule.Meaning(this, outcome) is { } meaning)
                {
                    notes.Add($"\"{rule.Name}\" is {meaning}: {Plural.Of(studies.Count, "arm")} with {Plural.Of(studies.Sum(s => s.Total), "patient")}.");
                }
            }
            catch (NoDataException) when (rules.Count > 1)
            {
                notes.Add($"\"{rule.Name}\" leaves no arm that reports {outcome.Name} and is passed over.");
            }
        }

        if (rules.Count > 0 && included.TrueForAll(studies => studies.Data.Count < 2))
        {
            throw new NoDataException($"No inclusion rule leaves two arms that report {outcome.Name}.");
        }

        var curve = MetaAnalysis.SpecificationCurve.Of(included, options, outcome.Label, progress, cancellation);
        return curve with { Notes = [.. notes, .. curve.Notes] };
    }
}
