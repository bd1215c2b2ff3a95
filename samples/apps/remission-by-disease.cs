#:project ../../src/CarTEvidence.Plots/CarTEvidence.Plots.csproj

// How many patients reach remission, and does it depend on the disease?
// Data: the bundled evidence (docs/evidence.md); every count is cited there by report.
using System.Globalization;
using CarTEvidence;
using CarTEvidence.Plots;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var evidence = EvidenceBase.Bundled.ResolveOverlaps();

var remission = evidence.Pool(Outcome.Remission, by: "disease");
Console.WriteLine(remission);
Console.WriteLine();

foreach (var disease in remission.Effect.Subgroups)
{
    var pooled = disease.Effect.Leading;
    Console.Write($"{disease.Level,-8}{disease.Effect.Events,4}/{disease.Effect.Total,-4}");
    Console.WriteLine($"{100 * pooled.Value,6:0.0}%   95% {100 * pooled.Interval?.Lower,5:0.0} to {100 * pooled.Interval?.Upper:0.0}");
}

Console.WriteLine();
Console.WriteLine($"Do the diseases differ? p = {remission.Effect.SubgroupTest?.PValue:0.####} on {remission.Effect.SubgroupTest?.DegreesOfFreedom:0} degrees of freedom.");
Console.WriteLine("A test between many tiny groups of uncontrolled studies tells little either way.");

remission.ForestPlot().Save("remission-by-disease.svg");
Console.WriteLine($"Data: {evidence}, SHA-256 {evidence.Hash[..12]}. The forest plot is in remission-by-disease.svg.");
