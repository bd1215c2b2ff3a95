#:project ../../src/CarTEvidence.Plots/CarTEvidence.Plots.csproj

// How do I read and pool my own file of arms?
// Run it with a path to try your own; without one it writes a small file with two mistakes in it and reads that.
using CarTEvidence;
using CarTEvidence.Plots;

var path = args.Length > 0 ? args[0] : "my-arms.csv";
if (args.Length == 0)
{
    File.WriteAllText(path, """
        study_id,arm_id,first_author,year,disease,target,n_treated,n_evaluable_remission,remission_events
        First2024,A,First,2024,SLE,CD19,8,8,6
        Second2025,A,Second,2025,SLE,CD19,12,12,13
        Third2025,A,Third,2025,SLE,BCMA,five,5,4
        """);
}

var read = EvidenceBase.ReadCsv(path);
foreach (var problem in read.Errors)
{
    Console.WriteLine(problem);
}

if (args.Length == 0)
{
    Console.WriteLine("Every problem is listed at once. With both mended:");
    File.WriteAllText(path, File.ReadAllText(path).Replace(",12,13", ",12,11").Replace("five", "5"));
    read = EvidenceBase.ReadCsv(path);
}

var pooled = read.OrThrow().ResolveOverlaps().Pool(Outcome.Remission);
Console.WriteLine(pooled);
pooled.ForestPlot().Save("my-remission.svg");
Console.WriteLine("The forest plot is in my-remission.svg.");
