using CarTEvidence.Cli.Sources;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;

namespace CarTEvidence.Cli.Printing;

/// <summary>The figures that a pooled result can be asked for by name.</summary>
internal static class FigureCatalog
{
    private static readonly Dictionary<string, Func<PooledResult, FigureLook, Figure>> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["forest"] = (result, look) => result.Forest(look.Forest),
        ["caterpillar"] = (result, look) => result.Forest(look.Forest with { Caterpillar = true }),
        ["leave-one-out"] = (result, look) => result.Effect.LeaveOneOutPlot(look.Forest),
        ["cumulative"] = (result, look) => result.Effect.CumulativePlot(null, look.Forest),
        ["orchard"] = (result, look) => result.Outcome?.OrchardPlot(look.Chart) ?? result.Effect.OrchardPlot(look.Chart),
        ["funnel"] = (result, look) => result.Outcome?.FunnelPlot(look.Funnel) ?? result.Effect.FunnelPlot(look.Funnel),
        ["doi"] = (result, look) => result.Effect.DoiPlot(look.Chart),
        ["baujat"] = (result, look) => result.Effect.BaujatPlot(look.Chart),
        ["influence"] = (result, look) => result.Effect.InfluencePlot(look.Chart),
        ["radial"] = (result, look) => result.Effect.RadialPlot(look.Chart),
        ["drapery"] = (result, look) => result.Effect.DraperyPlot(look.Chart),
        ["profile-tau2"] = (result, look) => result.Effect.ProfilePlot(ProfiledParameter.TauSquared, look.Chart),
        ["profile-mean"] = (result, look) => result.Effect.ProfilePlot(ProfiledParameter.Mean, look.Chart),
        ["posterior"] = (result, look) => result.Effect.PosteriorPlot(look.Chart),
        ["posterior-tau"] = (result, look) => result.Effect.TauPosteriorPlot(look.Chart),
        ["overlap-flow"] = (result, look) => Arms(result).Outcome.OverlapFlow(look.Chart),
        ["durability"] = (result, look) => Arms(result).Evidence.DurabilityPlot(Arms(result).Outcome.Outcome, look.Chart),
        ["evidence-map"] = (result, look) => Arms(result).Evidence.EvidenceMap(Arms(result).Outcome.Outcome, new EvidenceMapOptions { Theme = look.Chart.Theme }),
        ["toxicity"] = (result, look) => Arms(result).Evidence.ToxicityPlot(Arms(result).Outcome.Outcome, look.Chart),
        ["specification-curve"] = (result, look) => Arms(result).Evidence.SpecificationCurve(Arms(result).Outcome.Outcome).SpecificationPlot(look.Chart),
    };

    /// <summary>Names of the kinds, in the order in which they are listed.</summary>
    public static IEnumerable<string> Names => Kinds.Keys;

    /// <summary>Themes by name.</summary>
    public static IReadOnlyDictionary<string, FigureTheme?> Themes { get; } = new Dictionary<string, FigureTheme?>
    {
        ["light"] = FigureTheme.Light,
        ["dark"] = FigureTheme.Dark,
        ["print"] = FigureTheme.Print,
        ["color-blind-safe"] = FigureTheme.ColorBlindSafe,
    };

    /// <summary>Journals by name.</summary>
    public static IReadOnlyDictionary<string, ForestJournal> Journals { get; } = new Dictionary<string, ForestJournal>
    {
        ["house"] = ForestJournal.House,
        ["jama"] = ForestJournal.Jama,
        ["revman"] = ForestJournal.RevMan,
        ["bmj"] = ForestJournal.Bmj,
        ["lancet"] = ForestJournal.Lancet,
    };

    /// <summary>Draws a figure by its name.</summary>
    /// <exception cref="ArgumentException">The kind is unknown, or the result is not one that it can be drawn from.</exception>
    /// <exception cref="InvalidOperationException">The model does not have what the figure shows.</exception>
    public static Figure Draw(string kind, PooledResult result, FigureLook look)
    {
        if (!Kinds.TryGetValue(kind, out var draw))
        {
            throw new ArgumentException($"There is no figure '{kind}'; kinds: {string.Join(", ", Names)}.", nameof(kind));
        }

        var figure = draw(result, look);
        return look.Width is { } width ? figure.FitTo(width) : figure;
    }

    private static (PooledOutcome Outcome, EvidenceBase Evidence) Arms(PooledResult result) => result is { Outcome: { } outcome, Evidence: { } evidence }
        ? (outcome, evidence)
        : throw new ArgumentException("This figure is drawn from arms of the evidence, not from the counts of any CSV.", nameof(result));
}
