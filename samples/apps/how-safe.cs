#:project ../../src/CarTEvidence.Reports/CarTEvidence.Reports.csproj

// %% [markdown]
// # How safe is it? Why methods disagree about events that hardly occur
//
// Cytokine release syndrome (CRS) and neurotoxicity (ICANS) are the known dangers of CAR-T cells, graded 1 to 4 with 5 for death
// ([Lee et al. 2019](https://doi.org/10.1016/j.bbmt.2018.12.758)). In lymphoma severe grades are common. In autoimmune disease the reports show next to none.
// Next to none of how many, and how sure is that? The answer depends on the method to an extent that is hard to believe until seen.

// %%
using CarTEvidence;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Reports;

var evidence = EvidenceBase.Bundled.ResolveOverlaps();
evidence.ToxicityPlot(Outcome.Crs()).Save("crs-grades.svg");

// %% [markdown]
// Mild CRS is usual and severe CRS absent. Absence is not zero risk: with no event in *n* patients the exact upper limit is about 3.7/*n*
// ([Clopper and Pearson 1934](https://doi.org/10.1093/biomet/26.4.404)).
//
// Below, the same counts go through six models. Three work on the counts themselves. Three do what most published meta-analyses do: they turn each arm into an effect size, adding
// half an event where there is none, or the Freeman–Tukey double arcsine, and pool by inverse variance.

// %%
var corrected = new ProportionOptions { Model = ProportionModel.Random, TauSquared = TauSquaredEstimator.DerSimonianLaird, Interval = IntervalMethod.Wald };
(string Name, ProportionOptions Options)[] methods =
[
    ("Binomial-normal", new()),
    ("Beta-binomial", new() { Model = ProportionModel.BetaBinomial }),
    ("Bayesian, Beta(½, ½)", new() { Model = ProportionModel.BayesianBinomialNormal }),
    ("Logit + ½, DL", corrected),
    ("Logit + ½, DL, HKSJ", corrected with { Interval = IntervalMethod.Hksj }),
    ("Freeman–Tukey, DL", corrected with { Measure = Measure.FreemanTukey }),
];

var lines = new List<ForestEntry>();
foreach (var outcome in (Outcome[])[Outcome.Crs(atLeastGrade: 3), Outcome.Icans(atLeastGrade: 3)])
{
    var counts = evidence.Count(outcome);
    var (events, patients, empty) = (counts.Counts.Sum(c => c.Events), counts.Counts.Sum(c => c.Evaluable), counts.Counts.Count(c => c.Events == 0));
    var group = $"{outcome.Label}: {events} of {patients}; {empty} of {counts.Arms.Count} arms have none";
    lines.Add(new("All patients together, exact", new((double)events / patients, ProportionInterval.Compute(events, patients))) { Group = group });
    foreach (var (name, options) in methods)
    {
        // The average over studies where the model knows one; the typical study is another question.
        var effect = counts.Pool(options).Effect;
        lines.Add(new(name, effect.Marginal ?? effect.Pooled) { Group = group });
    }
}

Console.WriteLine(lines.Table("The same counts, seven answers", Measure.Logit).ToText());

// %%
var layout = new ForestPlotOptions { Title = "The same counts, seven answers", StudyHeader = "Method", AxisLower = 0, AxisUpper = 0.2 };
lines.ForestPlot(Measure.Logit, layout).Save("how-safe.svg");

// %% [markdown]
// ## Why they disagree
//
// Half an event for every empty arm outweighs the few events there are: the more small arms report that nothing happened, the worse it looks. An interval by Hartung, Knapp, Sidik
// and Jonkman then measures only how alike the invented logits are. Freeman–Tukey's way back from the pooled angle fails this near to 0
// ([Schwarzer et al. 2019](https://doi.org/10.1002/jrsm.1348)) and can leave an interval without width.
//
// The likelihood of the counts needs none of that. For severe CRS it gives the exact limit, for no model can learn from data without events how much studies differ; the Bayesian
// model, whose prior says how much they might, is a little wider. For severe ICANS a single case in a tiny arm cannot tell whether it is rare everywhere or common somewhere:
// hence the wide interval of the average over studies.

// %%
foreach (var outcome in (Outcome[])[Outcome.Crs(atLeastGrade: 3), Outcome.Icans(atLeastGrade: 3)])
{
    var counts = evidence.Count(outcome);
    Console.WriteLine($"{outcome.Label}: the correction invents {0.5 * counts.Counts.Count(c => c.Events == 0):0.#} events for {counts.Counts.Sum(c => c.Events)} that were reported.");
}

// %% [markdown]
// **Believe the likelihood of the counts.** Severe CRS was not seen, which leaves room for about two in a hundred patients. And remember what these data cannot show: events that were
// not reported, follow-up that ended early, and series that were never published.
//
// ## The reports behind it

// %%
Console.WriteLine(evidence.Pool(Outcome.Crs(atLeastGrade: 3)).Sources().ToText());
