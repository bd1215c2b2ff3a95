#:project ../../src/CarTEvidence.Reports/CarTEvidence.Reports.csproj

// %% [markdown]
// # How far does the answer depend on which studies there are?
//
// Three questions that need no formula, only patience: draw the studies again with replacement (bootstrap), pool every subset of them (GOSH,
// [Olkin et al. 2012](https://doi.org/10.1002/jrsm.1053)), and shuffle a moderator among them (permutation). A million times each, which here takes
// less than a second.
//
// The resampling core works on effect sizes: logits of remission, one half added where everybody or nobody responded.

// %%
using System.Diagnostics;
using CarTEvidence;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Reports;
using CarTEvidence.Resampling;

const int Million = 1_000_000;
const ulong Seed = 1;

var evidence = EvidenceBase.Bundled.ResolveOverlaps();
var counts = evidence.Count(Outcome.Remission);
var logits = counts.Proportions.EffectSizes(Measure.Logit);
double[] effects = [.. logits.Select(study => study.Effect!.Value)];
double[] variances = [.. logits.Select(study => study.Variance!.Value)];
double[] years = [.. counts.Arms.Select(arm => (double)arm.Publication.Year)];
Console.WriteLine($"Remission in {effects.Length} arms, logit + ½, DerSimonian–Laird; seed {Seed}");

// %% [markdown]
// ## The bootstrap
//
// The percentile interval is the plain one; BCa corrects for bias and skewness ([Efron 1987](https://doi.org/10.1080/01621459.1987.10478410)); the studentised one asks how far
// off in its own standard errors each replicate is.

// %%
var options = new BootstrapOptions { Replicates = Million, Seed = Seed, Record = BootstrapRecord.All };
var bootstrap = Bootstrap.Studies(effects, variances, options);
Console.WriteLine(bootstrap.View(Measure.Logit).Tables[0].ToText());

// %%
bootstrap.BootstrapPlot(Measure.Logit, new() { Title = "Remission, studies bootstrapped" }).Save("bootstrap.svg");

// %% [markdown]
// Replicate *i* depends on the seed and on *i* alone, so the number of threads changes nothing, bit for bit; the same holds for the width of the processor's vectors and for a
// cluster that splits the work (`samples/cluster`).

// %%
var alone = Bootstrap.Studies(effects, variances, options with { Threads = 1 });
Console.WriteLine($"The same million on one thread, bit for bit: {(alone.Means.AsSpan().SequenceEqual(bootstrap.Means) ? "yes" : "no")}");

// %% [markdown]
// ## All subsets
//
// Every non-empty subset of the studies, pooled. One cloud means that no study stands apart; two clouds name the one that splits them.

// %%
var subsets = AllSubsets.Cloud(effects, variances);
Console.WriteLine(subsets.View(Measure.Logit, counts.Proportions.Study).Tables[0].ToText());

// %%
subsets.GoshPlot(Measure.Logit, new() { Title = "Remission in all subsets of the studies" }).Save("gosh.svg");

// %% [markdown]
// ## Did it change with the years?
//
// If the year did not matter, any assignment of years to studies would be as good as the real one
// ([Follmann and Proschan 1999](https://doi.org/10.1111/j.0006-341X.1999.00732.x)). The p-value is the share of shuffles as extreme as the truth; it is never 0.

// %%
var trend = PermutationTest.Slope(effects, variances, years, new() { Replicates = Million, Seed = Seed });
Console.WriteLine(trend);

// %% [markdown]
// ## How long it takes
//
// These numbers depend on the machine; all others above do not.

// %% tags=["nbval-ignore-output"]
void Time(string what, double replicates, Action run)
{
    var clock = Stopwatch.StartNew();
    run();
    var seconds = clock.Elapsed.TotalSeconds;
    Console.WriteLine($"{what,-22}{replicates,10:N0} in {seconds:0.000} s: {replicates / seconds / Million:0.0} million a second");
}

Console.WriteLine($"{Environment.ProcessorCount} processors");
Time("Bootstrap of studies", Million, () => Bootstrap.Studies(effects, variances, options));
Time("All subsets (GOSH)", subsets.SubsetCount, () => AllSubsets.Cloud(effects, variances));
Time("Permutation of years", Million, () => PermutationTest.Slope(effects, variances, years, new() { Replicates = Million, Seed = Seed }));

// %% [markdown]
// ## What resampling cannot mend
//
// A resampled estimate is as good as the estimate. This one carries the half added to arms where all or none responded; the binomial-normal model needs none and answers:

// %%
Console.WriteLine($"{evidence.Pool(Outcome.Remission)}");

// %% [markdown]
// ## The reports behind it

// %%
Console.WriteLine(evidence.Pool(Outcome.Remission).Sources().ToText());
