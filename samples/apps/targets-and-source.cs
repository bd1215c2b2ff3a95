#:project ../../src/CarTEvidence.Plots/CarTEvidence.Plots.csproj

// Do the target of the receptor and the source of the cells matter for remission?
// Data: the bundled evidence (docs/evidence.md); every count is cited there by report.
using System.Globalization;
using CarTEvidence;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var evidence = EvidenceBase.Bundled.ResolveOverlaps();

foreach (var column in (string[])["target", "source"])
{
    var pooled = evidence.Pool(Outcome.Remission, by: column);
    Console.WriteLine($"Remission by {column}");
    foreach (var (level, effect) in pooled.Effect.Subgroups)
    {
        var (value, interval) = effect.Leading;
        Console.Write($"  {level,-12}k = {effect.StudyCount,-4}{effect.Events,4}/{effect.Total,-4}");
        Console.WriteLine($"{100 * value,6:0.0}%   95% {100 * interval?.Lower,5:0.0} to {100 * interval?.Upper:0.0}");
    }

    Console.WriteLine($"  Do they differ? Likelihood-ratio test, p = {pooled.Effect.SubgroupTest?.PValue:0.000}");
    Console.WriteLine();
    pooled.ForestPlot().Save($"remission-by-{column}.svg");
}

var withoutDsg3 = evidence.Where(arm => arm.Construct.Target != Target.Dsg3).Pool(Outcome.Remission, by: "target");
Console.WriteLine($"Without the one arm against DSG3 the targets differ with p = {withoutDsg3.Effect.SubgroupTest?.PValue:0.000}");
Console.WriteLine();

// Both at once, then with the disease beside them: odds ratios of a meta-regression on the binomial-normal model.
var data = evidence.Count(Outcome.Remission);
var arms = data.Arms;
var construct = Moderators.None
    .With("target", arms.Select(arm => arm.Construct.Target?.Code ?? EvidenceBase.NotReported), reference: "CD19")
    .With("source", arms.Select(arm => arm.Construct.Source?.Code() ?? EvidenceBase.NotReported), reference: "autologous");
var adjusted = construct.With("lupus", arms.Select(arm => arm.Disease == Disease.Sle || arm.Disease == Disease.LupusNephritis ? 1.0 : 0));

foreach (var (heading, moderators) in new[] { ("target and source", construct), ("target, source and lupus or not", adjusted) })
{
    var fit = Pooling.Proportions(data.Proportions, moderators: moderators);
    Console.WriteLine($"Meta-regression on {heading}: odds ratios of remission (against CD19, autologous)");
    foreach (var (name, (value, _, interval, test)) in fit.Coefficients.Skip(1))
        Console.WriteLine($"  {name,-20}{Odds(value),7}   95% {Odds(interval?.Lower),6} to {Odds(interval?.Upper),-7} p = {test.PValue:0.000}");

    Console.WriteLine($"  all of them together: p = {fit.Omnibus?.PValue:0.000}; tau² left {fit.Heterogeneity.TauSquared:0.00}");
    Console.WriteLine();
}

foreach (var target in arms.GroupBy(arm => arm.Construct.Target?.Code).OrderByDescending(group => group.Count()))
    Console.WriteLine($"{target.Key,-10} was given in {string.Join(", ", target.Select(arm => arm.Disease.Code).Distinct().Order(StringComparer.Ordinal))}");

Console.WriteLine($"""
    Caution: nobody was randomised to a target. Each target has its own diseases, and {data.Definitions.Count} definitions of remission are pooled, so what looks like
    a target may be a disease, a definition or a centre; with so few arms even a large difference would not show.

    """);
evidence.EvidenceMap(Outcome.Remission).Save("remission-evidence-map.svg");
Console.WriteLine($"Data: {evidence}, SHA-256 {evidence.Hash[..12]}. Figures: remission-by-target.svg, remission-by-source.svg, remission-evidence-map.svg.");

static string Odds(double? logOdds) => logOdds is { } x ? $"{Math.Exp(x):0.00}" : "none";
