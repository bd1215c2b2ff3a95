using System.Globalization;
using System.Text.RegularExpressions;
using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>A figure as it stands in a page: it takes the page's colours, light or dark, and keeps its own as the fallback of a copy.</summary>
internal static partial class FigureInPage
{
    /// <summary>How every figure begins; its width in points is added, so that the page scales all lettering alike.</summary>
    private const string Opening = "<svg";

    /// <summary>How far charts fade the lines from labels to points, and tint the region of a pair of intervals; the page's style sheet mixes the same shares of its own colours.</summary>
    private const double LeaderFade = 0.45, RegionShare = 0.14;

    private static readonly (string Name, Func<FigureTheme, Rgb?> Colour)[] Inks =
    [
        ("text", theme => theme.Text),
        ("muted", theme => theme.MutedText),
        ("grid", theme => theme.Grid),
        ("band", theme => theme.Band),
        ("summary-band", theme => theme.SummaryBand),
        ("study", theme => theme.Study),
        ("subgroup", theme => theme.Subgroup),
        ("summary", theme => theme.Summary),
        ("prediction", theme => theme.Prediction),
        ("reference", theme => theme.Reference),
        ("page", theme => theme.Background),
        ("leader", theme => theme.MutedText.Mix(Rgb.White, LeaderFade)),
        ("region", theme => Rgb.White.Mix(theme.Study, RegionShare)),
    ];

    private static readonly Dictionary<string, string> Variables = Inks
        .Select(ink => (ink.Name, Colour: ink.Colour(FigureTheme.Light)?.ToString()))
        .Where(ink => ink.Colour is not null)
        .DistinctBy(ink => ink.Colour, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(ink => ink.Colour!, ink => $"var(--figure-{ink.Name}, {ink.Colour})", StringComparer.OrdinalIgnoreCase);

    /// <summary>The figure's SVG with every colour of the light theme as a variable of the page.</summary>
    /// <remarks>Counts printed on coloured bars (<c>count</c>) keep their colour: it is chosen for the bar, not for the page.</remarks>
    public static Markup Of(Figure figure)
    {
        var coloured = Colour().Replace(figure.ToSvg(), match => match.Groups["kept"].Success ? match.Value : Variables.GetValueOrDefault(match.Value, match.Value));
        return new Markup(string.Create(CultureInfo.InvariantCulture, $"<svg style=\"--figure-width: {figure.Scene.Width:0.##}\"{coloured[Opening.Length..]}"));
    }

    [GeneratedRegex("(?<kept>\\.[a-z0-9]+-count[^{}]*\\{[^}]*\\})|#[0-9a-fA-F]{6}(?=[;\"])")]
    private static partial Regex Colour();
}
