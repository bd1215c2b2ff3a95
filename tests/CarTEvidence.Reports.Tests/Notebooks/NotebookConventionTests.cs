using System.Reflection;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Resampling;

namespace CarTEvidence.Reports.Tests.Notebooks;

public class NotebookConventionTests
{
    private static readonly PooledOutcome Remission = EvidenceBase.Bundled.ResolveOverlaps().Pool(Outcome.Remission, by: "target");
    private static readonly PooledEffect ByVariance = EvidenceBase.Bundled.ResolveOverlaps().Pool(Outcome.Remission, new() { Model = ProportionModel.Random }).Effect;
    private static readonly double[] Logits = [0.8, 1.1, 2.4, 0.3, 1.9], Variances = [0.3, 0.2, 0.6, 0.4, 0.5], Years = [2021, 2022, 2023, 2024, 2025];

    private static readonly PooledEffect ByYear = Pooling.Generic(new GenericData(["a", "b", "c", "d", "e"], Logits, Variances), moderators: Moderators.None.With("year", Years));

    /// <summary>What a cell may end with; whether it is drawn; words that its plain text has.</summary>
    private static readonly Dictionary<string, (Func<object> Result, bool Drawn, string Words)> Results = new()
    {
        [nameof(Figure)] = (() => Remission.ForestPlot(), true, "Remission by target"),
        [nameof(PooledOutcome)] = (() => Remission, true, "Remission"),
        [nameof(PooledEffect)] = (() => Remission.Effect, true, "Pooled estimate"),
        [nameof(SubgroupResult)] = (() => Remission.Effect.Subgroups[0], true, "Pooled estimate"),
        [nameof(ResultSummary)] = (() => Remission.Summary(), false, "Heterogeneity"),
        [nameof(ResultTable)] = (() => Remission.Sources(), false, "doi.org"),
        [nameof(ResultView)] = (() => Remission.View(), true, "Heterogeneity"),
        [nameof(EvidenceBase)] = (() => EvidenceBase.Bundled.Where("target", "CD19"), true, "target=CD19"),
        [nameof(OutcomeData)] = (() => Remission.Data, false, "Definitions pooled"),
        [nameof(OverlapAudit)] = (() => Remission.Overlap, false, "left out"),
        [nameof(EvidenceReadResult)] = (() => EvidenceBase.ReadCsv(new StringReader("study_id,arm_id\nA,A\n")), false, "Refused"),
        [nameof(StudySensitivities)] = (() => ByVariance.LeaveOneOut(), true, "All studies"),
        ["Cumulative"] = (() => ByVariance.Cumulative(), true, "Added"),
        [nameof(StudyInfluences)] = (() => ByVariance.Influence(), true, "DFFITS"),
        [nameof(SmallStudyTest)] = (() => SmallStudyEffects.EggerMixed(ByVariance), false, "standard error"),
        [nameof(TrimAndFill)] = (() => SmallStudyEffects.TrimAndFill(ByVariance), false, "Missing"),
        [nameof(BootstrapReplicates)] = (() => Bootstrap.Studies(Logits, Variances, new() { Replicates = 1000, Record = BootstrapRecord.All }), true, "BCa"),
        [nameof(BootstrapInterval)] = (() => Bootstrap.Studies(Logits, Variances, new() { Replicates = 1000 }).Interval(BootstrapIntervalMethod.Percentile), false, "percentile"),
        [nameof(SubsetCloud)] = (() => AllSubsets.Cloud(Logits, Variances), true, "31 subsets"),
        [nameof(PermutationResult)] = (() => PermutationTest.Slope(Logits, Variances, Years), false, "rearrangements"),
        [nameof(RegressionPermutation)] = (() => ByYear.Permute(), false, "together (QM)"),
        ["Unnamed"] = (() => PermutationTest.Regression(Logits, Variances, [Years]), false, "moderator 1 (z)"),
        [nameof(WildTest)] = (() => ByYear.WildBootstrap(withIntervals: false).Coefficients[0].Test, false, "32 signs"),
        [nameof(WildBootstrapRegression)] = (() => ByYear.WildBootstrap(["a", "b", "b", "c", "d"], new() { Weights = WildWeights.Webb, Replicates = 99 }), false, "Webb multipliers, one a cluster (4 clusters"),
        [nameof(JackknifeResult)] = (() => Jackknife.Studies(Logits, Variances), false, "Jackknife bias"),
        [nameof(SimulationResult)] = (() => Simulation(200), false, "Coverage"),
        [nameof(TwoArmSimulationResult)] = (() => TwoArmSimulation(200), false, "on the scale of the log odds ratio"),
        [nameof(MethodAuditResult)] = (() => MethodAudit.Recommend(Simulation(200)), false, "Coverage"),
        [nameof(SpecificationCurve)] = (() => SpecificationCurve.Of([IncludedStudies.All(Remission.Data.Proportions)], new() { Models = [ProportionModel.Random] }, "Remission"), true, "What each choice does"),
        [nameof(EvidenceReport)] = (() => EvidenceReport.Create(EvidenceBase.Bundled, new() { Outcomes = [Outcome.Relapse], Groupings = [], Sensitivity = false }), false, "Relapse"),
    };

    public static TheoryData<string> Names => [.. Results.Keys];

    /// <summary>Does what a kernel does: it knows names alone.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Result_ShowsItselfByTheConventionOfKernels(string name)
    {
        var (make, drawn, words) = Results[name];
        var instance = make();
        var attribute = instance.GetType().GetCustomAttributes().Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Activator.CreateInstance((Type)Get(attribute, "FormatterSourceType"))!;
        var formatters = ((IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).ToDictionary(formatter => (string)Get(formatter, "MimeType"));
        var preferred = (string[])Get(attribute, "PreferredMimeTypes");

        Assert.Equal(["text/html", "text/plain"], preferred);
        var shown = preferred.Select(format => Shown(formatters[format], instance)!).ToArray();
        Assert.StartsWith("<", shown[0], StringComparison.Ordinal);
        Assert.Equal(drawn, shown[0].Contains("<svg ", StringComparison.Ordinal));
        Assert.Contains(words, shown[1], StringComparison.Ordinal);
        Assert.All(formatters.Values, formatter => Assert.Null(Shown(formatter, "something else")));
    }

    [Fact]
    public void TypesMarkedForKernels_AreAllShown()
    {
        Assembly[] house = [typeof(Bootstrap).Assembly, typeof(PooledEffect).Assembly, typeof(PooledOutcome).Assembly, typeof(Figure).Assembly, typeof(ResultTable).Assembly];
        var marked = house.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => type.GetCustomAttributes().Any(a => a.GetType().Name == "TypeFormatterSourceAttribute"));
        var shown = Results.Values.Select(result => result.Result().GetType()).ToHashSet();

        Assert.Empty(marked.Where(type => !shown.Contains(type)).Select(type => type.Name));
    }

    private static SimulationResult Simulation(int dataSets) =>
        CarTEvidence.Resampling.Simulation.Run(new SimulationDesign([5, 12, 9], 0.8, 0.5), [LogitMethods.Create(PooledEstimator.DerSimonianLaird, LogitInterval.Hksj)], new() { Replicates = dataSets });

    private static TwoArmSimulationResult TwoArmSimulation(int dataSets) =>
        CarTEvidence.Resampling.Simulation.Run(new TwoArmDesign([10, 20, 15], [12, 18, 15], 0.3, TwoArmEffect.OddsRatio, 0.4, 0.1), TwoArmMethods.Usual(TwoArmEffect.OddsRatio), new() { Replicates = dataSets });

    private static string? Shown(object formatter, object instance)
    {
        using var text = new StringWriter();
        return (bool)formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!.Invoke(formatter, [instance, text])! ? text.ToString() : null;
    }

    private static object Get(object instance, string property) => instance.GetType().GetProperty(property)!.GetValue(instance)!;
}
