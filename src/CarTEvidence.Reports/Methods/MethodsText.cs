using System.Globalization;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>The methods section: it says what was done to these data and nothing else, and cites it.</summary>
internal static class MethodsText
{
    /// <summary>Paragraphs in reading order, and the references they cite.</summary>
    public static (IReadOnlyList<string> Paragraphs, IReadOnlyList<Reference> References) Compose(MethodsFacts facts)
    {
        var citations = new Citations();
        var paragraphs = new List<string> { Data(facts, citations), Overlap(facts) };
        paragraphs.AddRange(facts.Analyses.Select(a => a.Effect.Model).Distinct().Select(model => Model(facts, model, citations)));
        paragraphs.Add(Boundary(facts, citations));
        paragraphs.Add(Average(facts, citations));
        paragraphs.Add(Subgroups(facts));
        paragraphs.Add(Sensitivity(facts, citations));
        paragraphs.Add($"Analyses were done with CarTEvidence {facts.Version}. All numbers are in results.json in full precision, every study and outcome in studies.csv; the same input gives the same report, byte for byte.");
        return ([.. paragraphs.Where(paragraph => paragraph.Length > 0)], citations.References);
    }

    private static string Data(MethodsFacts facts, Citations citations)
    {
        var filters = facts.Selection.Length == 0 ? string.Empty : $" Arms were selected by {facts.Selection}.";
        var graded = facts.Graded ? $" Cytokine release syndrome (CRS) and immune effector cell-associated neurotoxicity syndrome (ICANS) are counted by worst grade as the reports give it; the consensus scale of the field is that of the ASTCT {citations.Cite(Literature.Lee2019)}, but where a report does not state its scale the grade was taken as it stands." : string.Empty;
        return $"The evidence was {facts.Evidence}.{filters} For each outcome, patients with the event and patients evaluable for it were taken as reported. An arm that does not report an outcome was left out of it; a missing count was never taken as zero. The definitions pooled together are listed with each outcome.{graded}";
    }

    private static string Overlap(MethodsFacts facts) => facts.Policy switch
    {
        OverlapPolicy.Resolve =>
            "Reports sharing patients were resolved before pooling, one outcome at a time: a report left if a selected report that supersedes it has the outcome; "
            + "among the reports of one cohort that remained, the one with the most evaluable patients stayed (ties: the latest year, then the study's name). "
            + (facts.Dropped == 0 ? "No arm had to be left out." : string.Create(CultureInfo.InvariantCulture, $"Over all outcomes, {facts.Dropped} arm{(facts.Dropped == 1 ? " was" : "s were")} left out of an outcome in this way; each outcome lists which, by which rule, and in favour of what.")),
        OverlapPolicy.Keep => "Reports sharing patients were all kept, so that some patients may be counted more than once.",
        _ => "Reports sharing patients were not allowed; none did.",
    };

    private static string Model(MethodsFacts facts, PoolingModel model, Citations citations)
    {
        var effects = facts.Analyses.Select(a => a.Effect).Where(e => e.Model == model).ToArray();
        var first = effects[0];
        var level = Printed.Level(first.Level);
        var studyInterval = MethodNames.StudyIntervals[facts.StudyInterval].Label;
        var interval = MethodNames.Intervals[first.IntervalMethod].Label;
        var how = model == PoolingModel.BinomialNormal
            ? $"Proportions were pooled by a random-intercept logistic (binomial-normal) model {citations.Cite(Literature.Hamza2008, Literature.Stijnen2010)}, fitted by maximum likelihood with adaptive quadrature {citations.Cite(Literature.TrefethenWeideman2014)}; it needs no continuity correction and takes single-patient reports as they are."
            : $"Proportions were pooled by this model: {MethodNames.Models[model].Label}{Scale(first)}{Estimator(first, citations)}.{Correction(facts, effects)}";

        // Citations are numbered in reading order: what is cited first is composed first.
        var intervalCitation = Literature.Of(first.IntervalMethod) is { Length: > 0 } references ? " " + citations.Cite(references) : string.Empty;
        var prediction = effects.FirstOrDefault(e => e.Prediction is not null)?.Prediction is { } p
            ? $" Prediction intervals ({MethodNames.Predictions[p.Method].Label}) say where the true proportion of a new study is expected {citations.Cite(Literature.Higgins2009)}."
            : string.Empty;
        var kind = first.IntervalMethod == IntervalMethod.EqualTailed ? "Credible" : "Confidence";
        return $"{how} {kind} intervals are {level} and by {interval}{intervalCitation}; each study's own interval is by {studyInterval}.{prediction} Heterogeneity is given as tau² on the scale of the analysis and as I² {citations.Cite(Literature.HigginsThompson2002)}.";
    }

    private static string Scale(PooledEffect effect) =>
        effect.Model is PoolingModel.Random or PoolingModel.Common ? $", on the {effect.Measure.Name} scale" : string.Empty;

    private static string Estimator(PooledEffect effect, Citations citations) =>
        effect is { Model: PoolingModel.Random, TauSquaredEstimator: { } tau }
            ? $", tau² by {MethodNames.TauSquaredEstimators[tau].Label} {citations.Cite(Literature.Of(tau))}"
            : string.Empty;

    private static string Correction(MethodsFacts facts, PooledEffect[] effects)
    {
        var (add, to) = (facts.ZeroCorrection.Add, facts.ZeroCorrection.To);
        var zero = effects.Any(effect => effect.Studies.Any(study => study.Events == 0 || study.Events == study.Total));
        return (effects[0].Model is PoolingModel.Random or PoolingModel.Common) && add > 0 && zero
            ? string.Create(CultureInfo.InvariantCulture, $" Before, {add} was added to the events and to the non-events of {MethodNames.ZeroCorrectionScopes[to].Label}.")
            : string.Empty;
    }

    private static string Boundary(MethodsFacts facts, Citations citations)
    {
        var labels = facts.Analyses.Where(a => a.Effect is { StudyCount: > 1 } e && e.IsAtBoundary() && e.IsExact()).Select(a => a.Label).ToArray();
        return labels.Length == 0
            ? string.Empty
            : $"Where no patient, or every patient, had the event ({string.Join("; ", labels)}), differences between studies cannot be estimated: the interval is the exact one of Clopper and Pearson for all patients taken together {citations.Cite(Literature.ClopperPearson1934)}, and it assumes that the studies share one proportion.";
    }

    private static string Average(MethodsFacts facts, Citations citations)
    {
        if (!facts.Analyses.Any(a => a.Effect.Marginal is not null))
        {
            return string.Empty;
        }

        var leading = facts.Analyses.Where(a => a.Effect.MarginalLeads).Select(a => a.Label).ToArray();
        var which = leading.Length == 0 ? "This was not needed for any outcome overall." : $"Here this holds for: {string.Join("; ", leading)}.";
        return $"Two quantities are told apart {citations.Cite(Literature.Zeger1988)}: the typical study, expit(μ), and the average over studies, E[expit(μ + τZ)]. The typical study is quoted unless the two differ by more than a factor of 1.5 on the odds scale or tau exceeds 3; then the average is. {which}";
    }

    private static string Subgroups(MethodsFacts facts) => facts.Groupings.Count == 0
        ? string.Empty
        : $"Subgroups (by {string.Join(", ", facts.Groupings)}) were each fitted by the same model with a tau² of their own. Tests between subgroups are exploratory: the groups differ in more than the column they are named by, and no correction for multiple testing was made.";

    private static string Sensitivity(MethodsFacts facts, Citations citations) => facts.Sensitivity
        ? $"To see whether a result holds, each outcome was also answered from the same data by other models, among them the one that most papers print (the logit with ½ added where a cell is zero, inverse-variance random effects {citations.Cite(Literature.Of(TauSquaredEstimator.DerSimonianLaird))} and the Hartung–Knapp–Sidik–Jonkman interval {citations.Cite(Literature.Of(IntervalMethod.Hksj))}), which is known to mislead near 0% and 100%; "
            + "and by the same model with single patients, numbers of low confidence, or all but journal articles left out, with overlapping reports kept, and with each arm left out in turn. Where the average over studies is quoted, it is quoted in all models that define it. "
            + $"Influence {citations.Cite(Literature.ViechtbauerCheung2010)} and funnel plots, the latter from ten arms on {citations.Cite(Literature.Sterne2011)}, are those of logits by inverse variance."
        : string.Empty;
}
