#:project ../../src/CarTEvidence.Plots/CarTEvidence.Plots.csproj

// How far does pooled remission depend on which studies there are? Bootstrap, all subsets and permutation, a million times each.
// Data: the bundled evidence (docs/evidence.md); every count is cited there by report.
using System.Diagnostics;
using System.Globalization;
using CarTEvidence;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Resampling;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

const int Million = 1_000_000;
const ulong Seed = 1;

var evidence = EvidenceBase.Bundled.ResolveOverlaps();
var counts = evidence.Count(Outcome.Remission);
var logits = counts.Proportions.EffectSizes(Measure.Logit);
double[] effects = [.. logits.Select(study => study.Effect!.Value)];
double[] variances = [.. logits.Select(study => study.Variance!.Value)];
double[] years = [.. counts.Arms.Select(arm => (double)arm.Publication.Year)];

Console.WriteLine($"Remission in {effects.Length} arms, logit + ½, DerSimonian–Laird; seed {Seed}, {Environment.ProcessorCount} processors");
Console.WriteLine("The first run of each, compilation included:");
var bootstrapped = new BootstrapOptions { Replicates = Million, Seed = Seed, Record = BootstrapRecord.All };
var bootstrap = Timed("Bootstrap of studies", Million, () => Bootstrap.Studies(effects, variances, bootstrapped));
var subsets = Timed("All subsets (GOSH)", (1L << effects.Length) - 1, () => AllSubsets.Cloud(effects, variances));
var trend = Timed("Permutation of years", Million, () => PermutationTest.Slope(effects, variances, years, new() { Replicates = Million, Seed = Seed }));

Console.WriteLine();
Console.WriteLine($"Pooled remission {Percent(bootstrap.Observed.Mean)}; 95% of the bootstrap");
foreach (var method in (BootstrapIntervalMethod[])[BootstrapIntervalMethod.Percentile, BootstrapIntervalMethod.Bca, BootstrapIntervalMethod.StudentizedHksj])
{
    var interval = bootstrap.Interval(method);
    Console.WriteLine($"  {method,-17}{Percent(interval.Lower)} to {Percent(interval.Upper)}");
}

var alone = Bootstrap.Studies(effects, variances, bootstrapped with { Threads = 1 });
Console.WriteLine($"  On one thread the same million, bit for bit: {(alone.Means.AsSpan().SequenceEqual(bootstrap.Means) ? "yes" : "no")}");

Console.WriteLine("The arms that split the subsets most");
foreach (var split in subsets.Splits.OrderByDescending(study => Math.Abs(study.Separation)).Take(3))
{
    Console.Write($"  {logits[split.Study].Study,-16}{Percent(split.MeanWith)} with it, {Percent(split.MeanWithout)} without; ");
    Console.WriteLine($"I² {split.ISquaredWith:0}% and {split.ISquaredWithout:0}%");
}

Console.WriteLine($"Does remission change with the year of publication? {trend}");

bootstrap.BootstrapPlot(Measure.Logit, new() { Title = "Remission, studies bootstrapped" }).Save("bootstrap.svg");
subsets.GoshPlot(Measure.Logit, new() { Title = "Remission in all subsets of the studies" }).Save("gosh.svg");
Console.WriteLine($"""

    A resampled estimate is as good as the estimate: this one carries the half added to arms where all or none responded. The binomial-normal
    model, which needs none, answers
    {evidence.Pool(Outcome.Remission)}
    """);
Console.WriteLine();
Console.WriteLine($"Data: {evidence}, SHA-256 {evidence.Hash[..12]}. Figures: bootstrap.svg, gosh.svg.");

static string Percent(double logit) => $"{100 * Measure.Logit.ToNatural(logit):0.0}%";

static T Timed<T>(string what, long replicates, Func<T> run)
{
    var clock = Stopwatch.StartNew();
    var result = run();
    var seconds = clock.Elapsed.TotalSeconds;
    Console.WriteLine($"  {what,-22}{replicates,10:N0} in {seconds:0.00} s: {replicates / seconds / Million:0.0} million a second");
    return result;
}
