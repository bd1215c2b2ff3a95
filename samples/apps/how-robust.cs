#:project ../../src/CarTEvidence.Plots/CarTEvidence.Plots.csproj

// Is the evidence robust? Shared patients, single studies, small studies and doubtful numbers, one after the other.
// Data: the bundled evidence (docs/evidence.md); every count is cited there by report.
using System.Globalization;
using CarTEvidence;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var evidence = EvidenceBase.Bundled.ResolveOverlaps();
var remission = evidence.Pool(Outcome.Remission);

Console.WriteLine("Remission in the typical study");
var resolved = Show("overlap resolved", remission);
var kept = Show("every report kept", evidence.ResolveOverlaps(OverlapPolicy.Keep).Pool(Outcome.Remission));
var trusted = Show("without low confidence", evidence.Where(arm => arm.Provenance.Confidence != Confidence.Low).Pool(Outcome.Remission));
Show("high confidence alone", evidence.Where("confidence", "high").Pool(Outcome.Remission));
var rules = remission.Overlap.Dropped.CountBy(arm => arm.Rule.Code()).Select(rule => $"{rule.Key} {rule.Value}");
Console.WriteLine($"  {remission.Overlap}; by {string.Join(", ", rules)}");

var without = remission.Effect.LeaveOneOut().OrderBy(step => step.Pooled.Value).ToArray();
var (lowest, highest) = (without[0], without[^1]);
Console.WriteLine();
Console.WriteLine($"Leaving one arm out: {100 * lowest.Pooled.Value:0.0}% (without {lowest.Study}) to {100 * highest.Pooled.Value:0.0}% (without {highest.Study})");

// Influence and small-study effects are questions about effect sizes: logits, with one half added where an arm has no events or nothing else.
var logit = new ProportionOptions { Model = ProportionModel.Random, Interval = IntervalMethod.Hksj };
var byVariance = evidence.Pool(Outcome.Remission, logit);
var influential = byVariance.Effect.Influence().Where(arm => arm.IsInfluential).Select(arm => arm.Study).DefaultIfEmpty("none");
Console.WriteLine($"Influential by the usual cut-offs: {string.Join(", ", influential)}");

Console.WriteLine();
Console.WriteLine("Small-study effects");
var lupus = evidence.Where("disease", "SLE").Pool(Outcome.Remission, logit);
foreach (var (who, effect) in new[] { ("all diseases", byVariance.Effect), ("lupus", lupus.Effect) })
{
    var (egger, begg) = (SmallStudyEffects.EggerMixed(effect), SmallStudyEffects.Begg(effect));
    var untied = SmallStudyEffects.EggerMixed(effect, FunnelPredictor.InverseRootSize);
    Console.WriteLine($"  {who}, k = {effect.StudyCount}: Egger p = {egger.Test.PValue:0.000}, Begg p = {begg.Test.PValue:0.000}, Egger on 1/√n p = {untied.Test.PValue:0.000}");
    foreach (var note in egger.Notes.Concat(begg.Notes).Concat(untied.Notes).Distinct())
        Console.WriteLine($"    {note}");
}

remission.OverlapFlow().Save("overlap.svg");
remission.Effect.LeaveOneOutPlot().Save("leave-one-out.svg");
byVariance.Effect.InfluencePlot().Save("influence.svg");
byVariance.FunnelPlot().Save("funnel.svg");
Console.WriteLine();
var largest = Math.Max((resolved - lowest.Pooled.Value) ?? 0, (highest.Pooled.Value - resolved) ?? 0);
Console.WriteLine($"""
    What moves the estimate, in percentage points: counting shared patients twice {100 * (kept - resolved):+0.0;-0.0},
    leaving out doubtful numbers {100 * (trusted - resolved):+0.0;-0.0}, leaving out one arm at most {100 * largest:0.0}.
    The interval is {100 * remission.Effect.Pooled.Interval?.Width:0} points wide: few patients are the larger uncertainty.

    """);
Console.WriteLine($"Data: {evidence}, SHA-256 {evidence.Hash[..12]}. Figures: overlap.svg, leave-one-out.svg, influence.svg, funnel.svg.");

static double? Show(string choice, PooledOutcome outcome)
{
    var (effect, (value, interval)) = (outcome.Effect, outcome.Effect.Pooled);
    Console.Write($"  {choice,-24}k = {effect.StudyCount,-4}{effect.Events,4}/{effect.Total,-4}");
    Console.WriteLine($"{100 * value,6:0.0}%   95% {100 * interval?.Lower:0.0} to {100 * interval?.Upper:0.0}");
    return value;
}
