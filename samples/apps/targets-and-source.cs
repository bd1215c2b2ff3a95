#:project ../../src/CarTEvidence.Reports/CarTEvidence.Reports.csproj

// %% [markdown]
// # Do the target of the receptor and the source of the cells matter?
//
// CD19 marks B cells, BCMA plasma cells; some constructs bind both ([Wang et al. 2024](https://doi.org/10.1136/ard-2024-225785),
// [Feng et al. 2025](https://doi.org/10.1038/s41591-025-03937-8)), and one spares all but the cells that make the harmful antibody. Cells come from the patient or, ready-made, from a donor
// ([Wang et al. 2024](https://doi.org/10.1016/j.cell.2024.06.027)). Sponsors would like to know which is best. Can the published reports say?

// %%
using CarTEvidence;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Reports;

var evidence = EvidenceBase.Bundled.ResolveOverlaps();
evidence.EvidenceMap(Outcome.Remission).Save("remission-evidence-map.svg");

// %% [markdown]
// The map is half of the answer before any statistics: most cells are empty, and a target stands in the diseases it was tried in. Next, subgroups, first by target.

// %%
var byTarget = evidence.Pool(Outcome.Remission, by: "target");
Console.WriteLine(byTarget.SubgroupTable().ToText());

// %%
byTarget.ForestPlot().Save("remission-by-target.svg");

// %% [markdown]
// And by the source of the cells.

// %%
var bySource = evidence.Pool(Outcome.Remission, by: "source");
Console.WriteLine(bySource.SubgroupTable().ToText());

// %% [markdown]
// A test between many groups can rest on one of them. Does it here?

// %%
var withoutDsg3 = evidence.Where(arm => arm.Construct.Target != Target.Dsg3).Pool(Outcome.Remission, by: "target");
Console.WriteLine($"""
    Targets differ with p = {byTarget.Effect.SubgroupTest?.PValue:0.000}
    without the one arm against DSG3 with p = {withoutDsg3.Effect.SubgroupTest?.PValue:0.000}
    """);

// %% [markdown]
// ## Both at once, and the disease beside them
//
// A meta-regression on the same binomial model holds the other moderators fixed. Odds ratios of remission, against CD19 and autologous cells:

// %%
var data = evidence.Count(Outcome.Remission);
var construct = Moderators.None
    .With("target", data.Arms.Select(arm => arm.Construct.Target?.Code ?? EvidenceBase.NotReported), reference: "CD19")
    .With("source", data.Arms.Select(arm => arm.Construct.Source?.Code() ?? EvidenceBase.NotReported), reference: "autologous");
Console.WriteLine(Pooling.Proportions(data.Proportions, moderators: construct).OddsRatios().ToText());

// %%
var adjusted = construct.With("lupus", data.Arms.Select(arm => arm.Disease == Disease.Sle || arm.Disease == Disease.LupusNephritis ? 1.0 : 0));
Console.WriteLine(Pooling.Proportions(data.Proportions, moderators: adjusted).OddsRatios().ToText());

// %% [markdown]
// ## It cannot be told
//
// Nobody was randomised to a target. Each target has its own diseases, and the definitions of remission follow the disease, so what looks like a target may be a disease, a
// definition or a centre. With so few arms even a large difference would not show: an interval of odds ratios that reaches from a tenth to ten is not evidence of no difference.

// %%
foreach (var target in data.Arms.GroupBy(arm => arm.Construct.Target?.Code).OrderByDescending(group => group.Count()))
{
    Console.WriteLine($"{target.Key,-10} was given in {string.Join(", ", target.Select(arm => arm.Disease.Code).Distinct().Order(StringComparer.Ordinal))}");
}

// %% [markdown]
// ## The reports behind it

// %%
Console.WriteLine(byTarget.Sources().ToText());
