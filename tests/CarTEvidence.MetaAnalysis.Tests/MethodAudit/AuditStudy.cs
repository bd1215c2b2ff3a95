using System.Globalization;
using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.MethodAudit;

/// <summary>
/// The simulation that chose the library's defaults, again: 54 scenarios of small single-arm trials, ten methods. Expected numbers are those of the first
/// study, an independent program with 2,000 data sets a scenario; they stand in docs/audit.md.
/// </summary>
internal static class AuditStudy
{
    private static readonly int[] TrialSizes = [1, 1, 1, 2, 3, 3, 4, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13, 15, 15];

    /// <summary>A method and what the first study found: coverage (mean, worst scenario), misses, width, and coverage in parts of the design.</summary>
    public sealed record Expected(string Name, SimulationMethod Method, double Coverage, double Worst, double Above, double Below, double Width, double Rare, double NearOne, double TauOne, double Six);

    /// <summary>A scenario and how a method did in it.</summary>
    public sealed record Outcome(int Studies, double Proportion, double Tau, MethodPerformance Performance);

    public static IReadOnlyList<Expected> Methods { get; } =
    [
        new("binomial-normal ML, profile likelihood, typical", ProportionMethods.ProfileLikelihood(), 0.961, 0.916, 0.020, 0.019, 0.147, 0.969, 0.961, 0.955, 0.959),
        new("the same, Clopper–Pearson at the boundary", ProportionMethods.BinomialNormal(), 0.969, 0.916, 0.016, 0.015, 0.152, 0.981, 0.969, 0.961, 0.976),
        new("binomial-normal ML, profile likelihood, average", ProportionMethods.BinomialNormal(PooledQuantity.Average), 0.965, 0.913, 0.016, 0.019, 0.170, 0.977, 0.967, 0.958, 0.971),
        new("penalised by half-normal(1) on tau, typical", ProportionMethods.ProfileLikelihood(1), 0.952, 0.886, 0.024, 0.024, 0.134, 0.959, 0.952, 0.937, 0.944),
        new("Bayes, Beta(1, 1), half-normal(1), typical", ProportionMethods.Bayesian(new() { Mean = new BetaPrior(1, 1) }), 0.961, 0.904, 0.018, 0.020, 0.156, 0.960, 0.960, 0.936, 0.957),
        new("Bayes, Beta(½, ½), half-normal(1), typical", ProportionMethods.Bayesian(), 0.969, 0.931, 0.016, 0.015, 0.148, 0.975, 0.968, 0.957, 0.973),
        new("Bayes, Beta(½, ½), half-normal(1), average", ProportionMethods.Bayesian(quantity: PooledQuantity.Average), 0.962, 0.934, 0.017, 0.021, 0.154, 0.963, 0.961, 0.948, 0.965),
        new("Bayes, Beta(½, ½), half-normal(0.5), typical", ProportionMethods.Bayesian(new() { Tau = new HalfNormalPrior(0.5) }), 0.947, 0.875, 0.026, 0.028, 0.133, 0.950, 0.946, 0.909, 0.947),
        new("counts pooled, Clopper–Pearson, average", ProportionMethods.PooledCounts(), 0.947, 0.795, 0.026, 0.027, 0.131, 0.969, 0.951, 0.908, 0.956),
        new("logit + 0.5, DerSimonian–Laird, HKSJ (ad hoc)", LogitMethods.Create(PooledEstimator.DerSimonianLaird, LogitInterval.HksjAdHoc), 0.418, 0.000, 0.270, 0.312, 0.214, 0.195, 0.380, 0.368, 0.604),
    ];

    /// <summary>Runs all scenarios.</summary>
    /// <param name="dataSets">Data sets a scenario.</param>
    /// <param name="threads">Threads; the numbers do not depend on them.</param>
    /// <returns>One list a method, one entry a scenario.</returns>
    public static IReadOnlyList<IReadOnlyList<Outcome>> Run(int dataSets, int threads)
    {
        List<Outcome>[] found = [.. Methods.Select(_ => new List<Outcome>())];
        SimulationMethod[] methods = [.. Methods.Select(m => m.Method)];
        foreach (var k in (int[])[6, 13, 25])
        {
            foreach (var p in (double[])[0.01, 0.05, 0.5, 0.85, 0.95, 0.99])
            {
                foreach (var tau in (double[])[0, 0.5, 1])
                {
                    var design = new SimulationDesign(TrialSizes, k, Math.Log(p / (1 - p)), tau * tau);
                    var result = Simulation.Run(design, methods, new() { Replicates = dataSets, Seed = (ulong)found[0].Count, Threads = threads });
                    for (var i = 0; i < found.Length; i++)
                    {
                        found[i].Add(new Outcome(k, p, tau, result.Methods[i]));
                    }
                }
            }
        }

        return found;
    }

    /// <summary>Average over the scenarios of a part of the design, with the Monte Carlo error of an average of shares.</summary>
    public static (double Value, double Error) Average(IEnumerable<Outcome> outcomes, Func<MethodPerformance, double> share)
    {
        Outcome[] all = [.. outcomes];
        double[] shares = [.. all.Select(o => share(o.Performance))];
        return (shares.Average(), Math.Sqrt(all.Zip(shares, (o, s) => s * (1 - s) / o.Performance.DataSets).Sum()) / all.Length);
    }

    /// <summary>The table of docs/audit.md: ours, and the first study's in brackets.</summary>
    public static string Markdown(IReadOnlyList<IReadOnlyList<Outcome>> found)
    {
        List<string> lines =
        [
            "| method | coverage, mean ± MC error | worst scenario | misses above / below | width | rare (1 %, 5 %) | near one (85–99 %) | tau = 1 | k = 6 |",
            "|---|---|---|---|---|---|---|---|---|",
        ];
        for (var i = 0; i < found.Count; i++)
        {
            var (ours, e) = (found[i], Methods[i]);
            var mean = Average(ours, m => m.Coverage);
            string Part(Func<Outcome, bool> part, double expected) => FormattableString.Invariant($"{Average(ours.Where(part), m => m.Coverage).Value:0.000} ({expected:0.000})");
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"| {e.Name} | {mean.Value:0.000} ± {mean.Error:0.0000} ({e.Coverage:0.000}) | {ours.Min(o => o.Performance.Coverage):0.000} ({e.Worst:0.000}) | {Average(ours, m => m.MissesAbove).Value:0.000} / {Average(ours, m => m.MissesBelow).Value:0.000} ({e.Above:0.000} / {e.Below:0.000}) | {ours.Average(o => o.Performance.MeanWidth):0.000} ({e.Width:0.000}) | {Part(o => o.Proportion < 0.1, e.Rare)} | {Part(o => o.Proportion > 0.8, e.NearOne)} | {Part(o => o.Tau == 1, e.TauOne)} | {Part(o => o.Studies == 6, e.Six)} |"));
        }

        return string.Join('\n', lines) + "\n";
    }
}
