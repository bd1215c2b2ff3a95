#:project ../../src/CarTEvidence.Reports/CarTEvidence.Reports.csproj

// %% [markdown]
// # How do I read and pool my own file?
//
// One row a treated arm; `study_id`, `year`, `disease` and `n_treated` must be there, everything else may be left out ([the dictionary](../../docs/evidence.md) lists the columns).
// A blank means not reported, never zero. This file has two mistakes in it; put your own path in its place.

// %%
using CarTEvidence;
using CarTEvidence.Plots;
using CarTEvidence.Reports;

var path = "my-arms.csv";
File.WriteAllText(path, """
    study_id,arm_id,first_author,year,disease,target,n_treated,n_evaluable_remission,remission_events
    First2024,A,First,2024,SLE,CD19,8,8,6
    Second2025,A,Second,2025,SLE,CD19,12,12,13
    Third2025,A,Third,2025,SLE,BCMA,five,5,4
    """);
var read = EvidenceBase.ReadCsv(path);
Console.WriteLine(ResultView.Of(read)!.Tables[0].ToText());

// %% [markdown]
// Every problem is listed at once, with line, field and value, and nothing is guessed. With both mended:

// %%
File.WriteAllText(path, File.ReadAllText(path).Replace(",12,13", ",12,11").Replace("five", "5"));
var mine = EvidenceBase.ReadCsv(path).OrThrow().ResolveOverlaps();
Console.WriteLine(mine.Overview("target").ToText());

// %%
var pooled = mine.Pool(Outcome.Remission);
Console.WriteLine(pooled.Summary().ToText());

// %%
pooled.ForestPlot().Save("my-remission.svg");

// %% [markdown]
// From here on everything that works on the bundled evidence works on yours: `by: "target"`, `Where("disease", "SLE")`, other outcomes and models, and the whole report in a browser,
// `EvidenceReport.Create(mine).WriteTo("my-report")`. A file with other columns is read by `ProportionTable.ReadCsv`, which takes the names of the columns of studies, events and totals.

// %%
pooled.Save("my-remission.html");
Console.WriteLine("Tables, notes and the figure are in my-remission.html.");
