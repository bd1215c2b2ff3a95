#:project ../../src/CarTEvidence.Plots/CarTEvidence.Plots.csproj

// How many patients reach remission, and does it depend on the disease?
// Data: the bundled evidence (docs/evidence.md); every count is cited there by report.
using CarTEvidence;
using CarTEvidence.Plots;

var evidence = EvidenceBase.Bundled.ResolveOverlaps();

var remission = evidence.Pool(Outcome.Remission, by: "disease");
Console.WriteLine(remission);
Console.WriteLine();

foreach (var disease in remission.Effect.Subgroups)
{
    var pooled = disease.Effect.Leading;
    Console.WriteLine($"{disease.Level,-8}{disease.Effect.Events,4}/{disease.Effect.Total,-4} {pooled.Value,7:P1}  [{pooled.Interval?.Lower:P1}, {pooled.Interval?.Upper:P1}]");
}

Console.WriteLine();
Console.WriteLine($"Do the diseases differ? p = {remission.Effect.SubgroupTest?.PValue:0.####} on {remission.Effect.SubgroupTest?.DegreesOfFreedom:0} degrees of freedom.");
Console.WriteLine("A test between many tiny groups of uncontrolled studies tells little either way.");

remission.ForestPlot().Save("remission-by-disease.svg");
Console.WriteLine("The forest plot is in remission-by-disease.svg.");
