using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Plots.Tests.Kinds;

/// <summary>Every kind of figure, drawn from a set of studies. The name is that of the public method, and of what it extends.</summary>
internal static class FigureKinds
{
    /// <summary>All subsets of more studies than this take too long for a test of drawing.</summary>
    private const int MostSubsetStudies = 10;

    private static readonly string[] None = [];
    private static readonly string[] FewerThanThree = ["one", "two"];
    private static readonly string[] WithoutMaximum = ["one", "no events", "all events", "all or none"];

    internal static IReadOnlyList<FigureKind> All { get; } =
    [
        new("ForestPlot(PooledEffect)", set => set.Exact.ForestPlot(), None),
        new("ForestPlot(PooledEffect)", set => set.Inverse.ForestPlot(Rich(set)), None),
        new("ForestPlot(PooledEffect)", set => set.Inverse.ForestPlot(new ForestPlotOptions { Caterpillar = true, Theme = FigureTheme.Dark }), None),
        new("ForestPlot(PooledOutcome)", set => set.Evidence.Pool(Outcome.Remission, by: "target").ForestPlot(new ForestPlotOptions { Journal = ForestJournal.Jama }), None),
        new("ForestPlot(IReadOnlyList`1)", set => new ForestSeries[] { new("Likelihood", set.Exact), new("Inverse variance, random effects", set.Inverse), new("Bayesian", set.Bayes) }.ForestPlot(), None),
        new("ForestPlot(IReadOnlyList`1, Measure)", Entries, None),
        new("ForestPlot(StudySensitivities)", set => set.Inverse.Cumulative().ForestPlot(new ForestPlotOptions { Journal = ForestJournal.Lancet }), None),
        new("LeaveOneOutPlot(PooledEffect)", set => set.Inverse.LeaveOneOutPlot(), ["one"]),
        new("CumulativePlot(PooledEffect)", set => set.Inverse.CumulativePlot(), None),
        new("FunnelPlot(PooledEffect)", set => RiskRatio(set).FunnelPlot(), None),
        new("FunnelPlot(PooledEffect)", set => set.Inverse.FunnelPlot(new FunnelPlotOptions { Scale = FunnelScale.SampleSize }), None),
        new("FunnelPlot(PooledOutcome)", set => set.Evidence.Pool(Outcome.Remission, new ProportionOptions { Model = ProportionModel.Random }).FunnelPlot(), None),
        new("DoiPlot(PooledEffect)", set => set.Inverse.DoiPlot(), None),
        new("BaujatPlot(PooledEffect)", set => set.Inverse.BaujatPlot(), ["one"]),
        new("RadialPlot(PooledEffect)", set => set.Inverse.RadialPlot(), None),
        new("LAbbePlot(TwoArmData)", set => set.TwoArms.LAbbePlot(), None),
        new("BubblePlot(PooledEffect)", Bubble, None),
        new("DraperyPlot(PooledEffect)", set => set.Inverse.DraperyPlot(), None),
        new("OrchardPlot(PooledEffect)", set => set.Exact.OrchardPlot(), None),
        new("OrchardPlot(PooledEffect)", set => RiskRatio(set).OrchardPlot(new ChartOptions { Theme = FigureTheme.Dark }), None),
        new("OrchardPlot(PooledOutcome)", set => set.Evidence.Pool(Outcome.Remission, by: "target").OrchardPlot(), None),
        new("InfluencePlot(PooledEffect)", set => set.Inverse.InfluencePlot(), FewerThanThree),
        new("ProfilePlot(PooledEffect)", set => set.Exact.ProfilePlot(ProfiledParameter.Mean), WithoutMaximum),
        new("ProfilePlot(PooledEffect)", set => set.Inverse.ProfilePlot(), ["one"]),
        new("PosteriorPlot(PooledEffect)", set => set.Bayes.PosteriorPlot(), None),
        new("TauPosteriorPlot(PooledEffect)", set => set.Bayes.TauPosteriorPlot(), None),
        new("GoshPlot(SubsetCloud)", Gosh, ["one"]),
        new("BootstrapPlot(BootstrapReplicates)", BootstrapDistribution, ["one"]),
        new("SpecificationPlot(SpecificationCurve)", Specifications, ["one"]),
        new("ToxicityPlot(EvidenceBase)", set => set.Evidence.ToxicityPlot(Outcome.Crs(1)), None),
        new("BenefitRiskPlot(PooledOutcome)", set => set.Evidence.Pool(Outcome.Remission).BenefitRiskPlot(set.Evidence.Pool(Outcome.Icans(1))), None),
        new("EvidenceMap(EvidenceBase)", set => set.Evidence.EvidenceMap(Outcome.Remission), None),
        new("OverlapFlow(PooledOutcome)", set => set.Evidence.Pool(Outcome.Remission).OverlapFlow(), None),
        new("DurabilityPlot(EvidenceBase)", set => set.Evidence.DurabilityPlot(Outcome.Remission), None),
    ];

    private static ForestPlotOptions Rich(StudySet set) => new()
    {
        Journal = ForestJournal.RevMan,
        PredictionStyle = PredictionStyle.Density,
        Order = ForestOrder.EstimateDescending,
        Columns =
        [
            new ForestColumn("Country", [.. set.Names.Select((_, i) => i % 3 == 0 ? null : "Germany")]) { Group = "Where and when" },
            new ForestColumn("Year", [.. set.Names.Select((_, i) => FormattableString.Invariant($"{2000 + i % 26}"))]) { Group = "Where and when", Align = TextAnchor.End },
        ],
        RiskOfBias = new RiskOfBias(["Selection", "Deviations", "Missing data"], [.. set.Names.Select(IReadOnlyList<RiskJudgement?> (_, i) => [RiskJudgement.Low, i % 2 == 0 ? null : RiskJudgement.High, (RiskJudgement)(i % 4)])]),
    };

    private static PooledEffect RiskRatio(StudySet set) => Pooling.TwoArm(set.TwoArms, new TwoArmOptions { Measure = Measure.OddsRatio, ZeroCorrection = new ZeroCorrection(0.5, ZeroCorrectionScope.All) });

    private static Figure Entries(StudySet set) =>
        set.Exact.Studies.Select((study, i) => new ForestEntry(study.Study, study.Estimate) { Group = i % 2 == 0 ? "First" : "Second" })
            .Append(new ForestEntry("All", set.Exact.Pooled) { Summary = true }).ToList().ForestPlot(Measure.Logit);

    private static Figure Bubble(StudySet set)
    {
        double[] year = [.. set.Names.Select((_, i) => 2000.0 + i % 20)];
        return Pooling.Proportions(set.Data, new ProportionOptions { Model = ProportionModel.Random }, moderators: Moderators.None.With("year", year)).BubblePlot("year", year);
    }

    private static Figure Gosh(StudySet set)
    {
        var (effects, variances) = set.Columns(MostSubsetStudies);
        return AllSubsets.Cloud(effects, variances).GoshPlot(Measure.Logit);
    }

    private static Figure BootstrapDistribution(StudySet set)
    {
        var (effects, variances) = set.Columns(int.MaxValue);
        return Bootstrap.Studies(effects, variances, new BootstrapOptions { Replicates = 500 }).BootstrapPlot(Measure.Logit);
    }

    private static Figure Specifications(StudySet set) => SpecificationCurve.Of(
        [IncludedStudies.All(set.Data)],
        new SpecificationOptions { Models = [ProportionModel.Random, ProportionModel.Common, ProportionModel.BinomialNormal], Measures = [Measure.Logit, Measure.Arcsine] }).SpecificationPlot();
}

/// <summary>A kind of figure.</summary>
/// <param name="Method">The public method, and what it extends.</param>
/// <param name="Draw">Draws it.</param>
/// <param name="Refuses">Sets that it cannot be drawn from, by its documentation.</param>
internal sealed record FigureKind(string Method, Func<StudySet, Figure> Draw, IReadOnlyList<string> Refuses);
