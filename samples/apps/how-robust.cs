#:project ../../src/CarTEvidence.Reports/CarTEvidence.Reports.csproj

// %% [markdown]
// # Is the evidence robust? Shared patients, single studies, small studies and doubtful numbers
//
// The same group reported on the same patients again and again as the series grew: one patient in 2021, five in 2022, fifteen in 2024, twenty-four in 2026
// ([Mackensen 2022](https://doi.org/10.1038/s41591-022-02017-5), [Müller 2024](https://doi.org/10.1056/NEJMoa2308917), [Müller 2026](https://doi.org/10.1038/s41591-025-04185-6)).
// Who pools reports without looking counts some patients three times. That is one way in which a pooled estimate can be wrong; here are four, and how much each moves it.

// %%
using CarTEvidence;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Reports;

var evidence = EvidenceBase.Bundled.ResolveOverlaps();
var remission = evidence.Pool(Outcome.Remission);
remission.OverlapFlow().Save("overlap.svg");

// %%
ForestEntry Answer(string choice, EvidenceBase selected)
{
    var effect = selected.Pool(Outcome.Remission).Effect;
    return new($"{choice}: {effect.Events}/{effect.Total} in {effect.StudyCount} arms", effect.Pooled);
}

ForestEntry[] choices =
[
    Answer("Overlap resolved", evidence),
    Answer("Every report kept", evidence.ResolveOverlaps(OverlapPolicy.Keep)),
    Answer("Without numbers of low confidence", evidence.Where(arm => arm.Provenance.Confidence != Confidence.Low)),
    Answer("Numbers of high confidence alone", evidence.Where("confidence", "high")),
    Answer("Journal articles alone", evidence.Where("publication_type", "article")),
    Answer("Without single patients", evidence.Where(arm => arm.Treated > 1)),
];
Console.WriteLine(choices.Table("Remission in the typical study, by what is counted", Measure.Logit).ToText());

// %% [markdown]
// ## Does one arm carry it?
//
// Each arm is left out in turn. No single one turns the result.

// %%
remission.Effect.LeaveOneOut().ForestPlot().Save("leave-one-out.svg");

// %% [markdown]
// Influence in the usual sense is a question about effect sizes: logits, with one half added where an arm has no events or nothing else
// ([Viechtbauer and Cheung 2010](https://doi.org/10.1002/jrsm.11)).

// %%
var byVariance = evidence.Pool(Outcome.Remission, new ProportionOptions { Model = ProportionModel.Random, Interval = IntervalMethod.Hksj });
byVariance.Effect.InfluencePlot().Save("influence.svg");

// %% [markdown]
// ## Are small studies different?
//
// A funnel plot of proportions needs care: near 100 % the standard error depends on the proportion itself, so that the funnel leans without any missing study
// (Hunter et al., Journal of Clinical Epidemiology 2014), and asymmetry has more causes than that ([Sterne et al. 2011](https://doi.org/10.1136/bmj.d4002)).
// A test against the size of the study is not fooled in this way.

// %%
byVariance.FunnelPlot().Save("funnel.svg");

// %%
var logit = new ProportionOptions { Model = ProportionModel.Random, Interval = IntervalMethod.Hksj };
foreach (var (who, selected) in new[] { ("All diseases", evidence), ("Lupus", evidence.Where("disease", "SLE")) })
{
    var effect = selected.Pool(Outcome.Remission, logit).Effect;
    var (onError, onSize, rank) = (SmallStudyEffects.EggerMixed(effect), SmallStudyEffects.EggerMixed(effect, FunnelPredictor.InverseRootSize), SmallStudyEffects.Begg(effect));
    Console.WriteLine($"{who}, k = {effect.StudyCount}: Egger p = {onError.Test.PValue:0.000}, on 1/√n p = {onSize.Test.PValue:0.000}, Begg p = {rank.Test.PValue:0.000}");
    foreach (var note in onError.Notes.Concat(onSize.Notes).Concat(rank.Notes).Distinct())
    {
        Console.WriteLine($"  {note}");
    }
}

// %% [markdown]
// ## What moves the estimate

// %%
var resolved = choices[0].Estimate.Value;
var largest = remission.Effect.LeaveOneOut().Max(step => Math.Abs((step.Pooled.Value - resolved) ?? 0));
Console.WriteLine($"""
    Counting shared patients twice  {100 * (choices[1].Estimate.Value - resolved):+0.0;-0.0} percentage points
    Leaving out doubtful numbers    {100 * (choices[2].Estimate.Value - resolved):+0.0;-0.0}
    Leaving out one arm             {100 * largest:0.0} at most
    Width of the 95% interval       {100 * remission.Effect.Pooled.Interval?.Width:0.0}
    """);

// %% [markdown]
// Each of the four matters, none overturns the result, and the width of the interval is larger than all of them: few patients are the larger uncertainty.
//
// ## The reports behind it

// %%
Console.WriteLine(remission.Sources().ToText());
