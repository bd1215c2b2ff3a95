using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Tests.Charts;
using CarTEvidence.Resampling;

namespace CarTEvidence.Plots.Tests.Gallery;

/// <summary>Every kind of figure, from the bundled evidence or from the BCG trials.</summary>
internal static class GalleryFigures
{
    private static readonly EvidenceBase Evidence = EvidenceBase.Bundled;
    private static readonly double[] Latitude = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33];

    internal static IReadOnlyList<GalleryFigure> All { get; } =
    [
        new("forest", "Forest plot", "evidence.Pool(Outcome.Remission).ForestPlot()", () => Evidence.Pool(Outcome.Remission).ForestPlot()),
        new("forest-subgroups", "Forest plot with subgroups", "evidence.Pool(Outcome.Remission, by: \"target\").ForestPlot()", () => Evidence.Pool(Outcome.Remission, by: "target").ForestPlot()),
        new("forest-no-events", "No events: the exact interval, and an axis that ends near the data", "evidence.Pool(Outcome.Crs(3)).ForestPlot()", () => Evidence.Pool(Outcome.Crs(3)).ForestPlot()),
        new("forest-side-by-side", "Several outcomes side by side", "new ForestSeries[] { new(\"Remission\", …), new(\"ICANS\", …) }.ForestPlot()", SideBySide),
        new("forest-ratio", "Ratios on a logarithmic axis, with the caller's columns", "Pooling.TwoArm(bcg, new() { Measure = Measure.RiskRatio }).ForestPlot(new() { Columns = … })", Ratio),
        new("forest-jama", "As JAMA prints it", "….ForestPlot(new() { Journal = ForestJournal.Jama })", () => Journal(ForestJournal.Jama)),
        new("forest-revman", "As RevMan draws it", "….ForestPlot(new() { Journal = ForestJournal.RevMan })", () => Journal(ForestJournal.RevMan)),
        new("forest-bmj", "As The BMJ prints it", "….ForestPlot(new() { Journal = ForestJournal.Bmj })", () => Journal(ForestJournal.Bmj)),
        new("forest-lancet", "As The Lancet prints it", "….ForestPlot(new() { Journal = ForestJournal.Lancet })", () => Journal(ForestJournal.Lancet)),
        new("forest-dark", "Dark, with the prediction interval as a shade", "….ForestPlot(new() { Theme = FigureTheme.Dark, PredictionStyle = PredictionStyle.Shade })", () => BcgTrials.RiskRatio.ForestPlot(new ForestPlotOptions { Title = "BCG vaccine against tuberculosis", Theme = FigureTheme.Dark, PredictionStyle = PredictionStyle.Shade })),
        new("forest-column", "Arranged for a journal's column of 86 mm", "….ForestPlot().FitTo(86)", () => Evidence.Pool(Outcome.Remission, by: "source").ForestPlot().FitTo(86)),
        new("forest-density", "The predictive density", "….ForestPlot(new() { PredictionStyle = PredictionStyle.Density })", () => BcgTrials.RiskRatio.ForestPlot(new ForestPlotOptions { Title = "BCG vaccine against tuberculosis", PredictionStyle = PredictionStyle.Density })),
        new("leave-one-out", "Leaving one study out", "effect.LeaveOneOutPlot()", () => BcgTrials.RiskRatio.LeaveOneOutPlot()),
        new("cumulative", "Adding one study at a time", "effect.CumulativePlot()", () => BcgTrials.RiskRatio.CumulativePlot()),
        new("funnel", "Contour-enhanced funnel plot with trim and fill", "effect.FunnelPlot(new() { Filled = SmallStudyEffects.TrimAndFill(effect) })", () => BcgTrials.RiskRatio.FunnelPlot(new FunnelPlotOptions { Filled = SmallStudyEffects.TrimAndFill(BcgTrials.RiskRatio) })),
        new("doi", "Doi plot", "effect.DoiPlot()", () => BcgTrials.RiskRatio.DoiPlot()),
        new("baujat", "Baujat plot", "effect.BaujatPlot()", () => BcgTrials.RiskRatio.BaujatPlot()),
        new("influence", "Influence of each study", "effect.InfluencePlot()", () => BcgTrials.RiskRatio.InfluencePlot()),
        new("drapery", "Drapery plot", "effect.DraperyPlot()", () => BcgTrials.RiskRatio.DraperyPlot()),
        new("radial", "Radial plot", "effect.RadialPlot()", () => BcgTrials.RiskRatio.RadialPlot()),
        new("labbe", "L'Abbé plot", "data.LAbbePlot()", () => BcgTrials.Data.LAbbePlot()),
        new("bubble", "Bubble plot of a meta-regression", "regression.BubblePlot(\"latitude\", latitude)", Bubble),
        new("gosh", "All subsets of the studies", "AllSubsets.Cloud(effects, variances).GoshPlot(measure)", Gosh),
        new("orchard", "Orchard plot", "evidence.Pool(Outcome.Remission, by: \"target\").OrchardPlot()", () => Evidence.Pool(Outcome.Remission, by: "target").OrchardPlot()),
        new("profile-tau2", "Profile likelihood of τ²", "effect.ProfilePlot()", () => BcgTrials.RiskRatio.ProfilePlot()),
        new("profile-mean", "Profile likelihood of the mean", "remission.Effect.ProfilePlot(ProfiledParameter.Mean)", () => Evidence.Pool(Outcome.Remission).Effect.ProfilePlot(ProfiledParameter.Mean)),
        new("posterior", "Posterior and predictive density", "bayes.PosteriorPlot()", () => Bayes().PosteriorPlot()),
        new("posterior-tau", "Posterior and prior of tau", "bayes.TauPosteriorPlot()", () => Bayes().TauPosteriorPlot()),
        new("specification-curve", "Specification curve", "evidence.SpecificationCurve(Outcome.Remission).SpecificationPlot()", () => Evidence.SpecificationCurve(Outcome.Remission).SpecificationPlot()),
        new("bootstrap", "Bootstrap distribution", "Bootstrap.Studies(effects, variances, …).BootstrapPlot(measure)", BootstrapDistribution),
        new("toxicity", "Toxicity by grade", "evidence.ToxicityPlot(Outcome.Crs(1))", () => Evidence.ToxicityPlot(Outcome.Crs(1))),
        new("benefit-risk", "Benefit–risk plane", "remission.BenefitRiskPlot(icans)", () => Evidence.Pool(Outcome.Remission).BenefitRiskPlot(Evidence.Pool(Outcome.Icans(1)))),
        new("evidence-map", "Evidence map", "evidence.EvidenceMap(Outcome.Remission)", () => Evidence.EvidenceMap(Outcome.Remission)),
        new("durability", "Follow-up and relapse", "evidence.DurabilityPlot(Outcome.Remission)", () => Evidence.DurabilityPlot(Outcome.Remission)),
        new("overlap-flow", "Flow of shared patients", "remission.OverlapFlow()", () => Evidence.Pool(Outcome.Remission).OverlapFlow()),
        new("caterpillar", "Three hundred simulated studies as a caterpillar", "….ForestPlot(new() { Caterpillar = true })", () => Forest.ForestData.Many(300).ForestPlot(new ForestPlotOptions { Title = "300 simulated studies", Caterpillar = true })),
    ];

    private static Figure SideBySide() => new ForestSeries[]
    {
        new("Remission", Evidence.Pool(Outcome.Remission).Effect), new("CRS, any grade", Evidence.Pool(Outcome.Crs(1)).Effect), new("ICANS, any grade", Evidence.Pool(Outcome.Icans(1)).Effect),
    }.ForestPlot(new ForestPlotOptions { Title = "Benefit and harm", ShowWeights = false });

    private static Figure Ratio() => BcgTrials.RiskRatio.ForestPlot(new ForestPlotOptions
    {
        Title = "BCG vaccine against tuberculosis",
        Columns =
        [
            new ForestColumn("Events", [.. BcgTrials.Data.EventsTreated.ToArray().Select(Text)]) { Group = "Vaccinated", Align = TextAnchor.End },
            new ForestColumn("Total", [.. BcgTrials.Data.TotalTreated.ToArray().Select(Text)]) { Group = "Vaccinated", Align = TextAnchor.End },
            new ForestColumn("Events", [.. BcgTrials.Data.EventsControl.ToArray().Select(Text)]) { Group = "Control", Align = TextAnchor.End },
            new ForestColumn("Total", [.. BcgTrials.Data.TotalControl.ToArray().Select(Text)]) { Group = "Control", Align = TextAnchor.End },
        ],
    });

    private static Figure Journal(ForestJournal journal)
    {
        var data = Evidence.Count(Outcome.Remission, "source");
        var effect = Pooling.Proportions(data.Proportions, new ProportionOptions { Model = ProportionModel.Random, Interval = IntervalMethod.Hksj }, data.Grouping);
        return effect.ForestPlot(new ForestPlotOptions { Title = "Remission by source of the cells", AxisTitle = "Patients in remission, %", Journal = journal });
    }

    private static PooledEffect Bayes() => Evidence.Pool(Outcome.Icans(1), new ProportionOptions { Model = ProportionModel.BayesianBinomialNormal }).Effect;

    private static Figure Bubble() =>
        Pooling.TwoArm(BcgTrials.Data, new TwoArmOptions { Measure = Measure.RiskRatio }, null, Moderators.None.With("latitude", Latitude)).BubblePlot("latitude", Latitude);

    private static Figure Gosh() =>
        AllSubsets.Cloud([.. BcgTrials.RiskRatio.Studies.Select(s => s.Effect!.Value)], [.. BcgTrials.RiskRatio.Studies.Select(s => s.Variance!.Value)]).GoshPlot(Measure.RiskRatio);

    private static Figure BootstrapDistribution() =>
        Bootstrap.Studies([.. BcgTrials.RiskRatio.Studies.Select(s => s.Effect!.Value)], [.. BcgTrials.RiskRatio.Studies.Select(s => s.Variance!.Value)], new BootstrapOptions { Replicates = 10_000 }).BootstrapPlot(Measure.RiskRatio);

    private static string? Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A figure of the gallery.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Code">The call that makes it.</param>
/// <param name="Draw">Makes it.</param>
internal sealed record GalleryFigure(string Name, string Caption, string Code, Func<Figure> Draw);
