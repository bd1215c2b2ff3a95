#:project ../../src/CarTEvidence.Plots/CarTEvidence.Plots.csproj

// How safe is it? Severe CRS and neurotoxicity (ICANS) hardly occur: why do methods disagree about so little?
// Data: the bundled evidence (docs/evidence.md); every count is cited there by report.
using System.Globalization;
using CarTEvidence;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

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

var evidence = EvidenceBase.Bundled.ResolveOverlaps();
var lines = new List<ForestEntry>();
foreach (var outcome in (Outcome[])[Outcome.Crs(atLeastGrade: 3), Outcome.Icans(atLeastGrade: 3)])
{
    var counts = evidence.Count(outcome);
    var (events, patients, empty) = (counts.Counts.Sum(c => c.Events), counts.Counts.Sum(c => c.Evaluable), counts.Counts.Count(c => c.Events == 0));
    var exact = new Estimate((double)events / patients, ProportionInterval.Compute(events, patients));
    Console.WriteLine($"{outcome.Label}: {events} of {patients} patients; {empty} of {counts.Arms.Count} arms have none, and \"+ ½\" invents {empty * 0.5:0.#} events for them");

    // The average over studies where the model knows one; the typical study is another question.
    var pooled =
        from method in methods
        let effect = counts.Pool(method.Options).Effect
        select (method.Name, effect.Marginal ?? effect.Pooled);
    foreach (var (name, estimate) in pooled.Prepend(("All patients together, exact", exact)))
    {
        Console.WriteLine($"  {name,-30}{100 * estimate.Value,6:0.0}%   95% {100 * estimate.Interval?.Lower,5:0.0} to {100 * estimate.Interval?.Upper:0.0}");
        lines.Add(new(name, estimate) { Group = $"{outcome.Label}: {events}/{patients}" });
    }

    Console.WriteLine();
}

var layout = new ForestPlotOptions { Title = "The same counts, seven answers", StudyHeader = "Method", AxisLower = 0, AxisUpper = 0.2 };
lines.ForestPlot(Measure.Logit, layout).Save("how-safe.svg");
Console.WriteLine("""
    Why they disagree: half an event for every empty arm outweighs the few events there are, and an interval by HKSJ measures only how alike the
    invented logits look. Freeman–Tukey's way back from the pooled angle fails this near to 0 and leaves an interval without width.
    What to conclude: believe the likelihood of the counts. Severe CRS was not seen, which leaves room for about 2 in 100 patients. One case of severe
    ICANS, in an arm of two, cannot say whether it is rare everywhere or common somewhere: hence the wide interval of the average over studies.

    """);
Console.WriteLine($"Data: {evidence}, SHA-256 {evidence.Hash[..12]}. The figure is in how-safe.svg.");
