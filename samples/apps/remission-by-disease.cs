#:project ../../src/CarTEvidence.Reports/CarTEvidence.Reports.csproj

// %% [markdown]
// # How many patients reach remission, and does it depend on the disease?
//
// In 2022 five patients with refractory lupus were treated with CAR-T cells against CD19, and all five were in remission three months later
// ([Mackensen et al.](https://doi.org/10.1038/s41591-022-02017-5)). Myositis, systemic sclerosis, myasthenia and others followed
// ([Müller et al. 2024](https://doi.org/10.1056/NEJMoa2308917), [Auth et al. 2024](https://doi.org/10.1016/S2665-9913(24)00282-0),
// [Chahin et al. 2025](https://doi.org/10.1002/acn3.70167)). What do these reports come to, taken together, and is one disease like another?
//
// The data are the evidence bundled with the library; [its dictionary](../../docs/evidence.md) says where every count was read.

// %%
using CarTEvidence;
using CarTEvidence.Plots;
using CarTEvidence.Reports;

var evidence = EvidenceBase.Bundled.ResolveOverlaps();
Console.WriteLine(evidence.Overview("disease").ToText());

// %% [markdown]
// Most arms are tiny and nobody was randomised. Several reports tell of the same patients; `ResolveOverlaps` counts every patient once, outcome by outcome.
//
// The default model is a random-intercept logistic regression of the counts as they are
// ([Stijnen et al. 2010](https://doi.org/10.1002/sim.4040)). It takes an arm in which everybody responded, or a single patient, without inventing half a patient for it.

// %%
var remission = evidence.Pool(Outcome.Remission, by: "disease");
Console.WriteLine(remission.SubgroupTable().ToText());

// %% [markdown]
// Each disease has its own estimate and its own tau². With one to seven arms a disease the intervals overlap widely, and some diseases rest on a single report.
// The p-value under the table compares everything with everything: it says that not all diseases are alike, not which differ, and nothing about why.

// %%
remission.ForestPlot().Save("remission-by-disease.svg");

// %% [markdown]
// ## What to make of it
//
// Two numbers answer "how many", and they are not the same question. The typical study is the middle of the distribution of studies. The average over studies is what a
// health service would see if it repeated the whole mixture. Where studies differ much, the average lies nearer to one half.

// %%
var (typical, average) = (remission.Effect.Pooled, remission.Effect.Marginal!);
Console.WriteLine($"""
    {remission.Effect.Events} of {remission.Effect.Total} patients in {remission.Effect.StudyCount} arms.
    Typical study      {100 * typical.Value:0.0}%  (95% CI {100 * typical.Interval?.Lower:0.0} to {100 * typical.Interval?.Upper:0.0})
    Average            {100 * average.Value:0.0}%  (95% CI {100 * average.Interval?.Lower:0.0} to {100 * average.Interval?.Upper:0.0})
    A new such study   {100 * remission.Effect.Prediction?.Interval.Lower:0.0} to {100 * remission.Effect.Prediction?.Interval.Upper:0.0}% (95% prediction interval)
    Do the diseases differ? p = {remission.Effect.SubgroupTest?.PValue:0.000} on {remission.Effect.SubgroupTest?.DegreesOfFreedom:0} degrees of freedom
    """);

// %% [markdown]
// Most patients reach remission, in every disease with more than a handful of them. How many of the next hundred will, nobody can say to better than tens of per cent, and a
// ranking of the diseases cannot be read from these numbers: definitions of remission differ between them, and so do centres, products and follow-up.
//
// ## The reports behind it

// %%
Console.WriteLine(remission.Sources().ToText());
