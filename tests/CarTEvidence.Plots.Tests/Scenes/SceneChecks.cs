using System.Globalization;

namespace CarTEvidence.Plots.Tests.Scenes;

/// <summary>What must hold for every figure: nothing outside the page, no text over text.</summary>
internal static class SceneChecks
{
    /// <summary>Coordinates are written with two decimals, so a hundredth of a point is nothing.</summary>
    private const double Tolerance = 0.01;

    /// <summary>Every fault of a scene, in words; empty for a sound one.</summary>
    internal static IReadOnlyList<string> Faults(Scene scene)
    {
        var marks = scene.Flatten().ToList();
        var outside = marks.Where(mark => !scene.Page.Grow(Tolerance).Contains(mark.Bounds)).Select(mark => $"outside the page: {Name(mark)} {Box(mark.Bounds)}");
        var texts = marks.OfType<TextMark>().OrderBy(text => text.Bounds.Top).ToList();
        var overlaps = new List<string>();
        for (var i = 0; i < texts.Count; i++)
        {
            var box = texts[i].Bounds.Grow(-Tolerance);
            for (var j = i + 1; j < texts.Count && texts[j].Bounds.Top < box.Bottom; j++)
            {
                if (box.Overlaps(texts[j].Bounds.Grow(-Tolerance)))
                {
                    overlaps.Add($"'{texts[i].Text}' {Box(texts[i].Bounds)} over '{texts[j].Text}' {Box(texts[j].Bounds)}");
                }
            }
        }

        return [.. outside, .. overlaps];
    }

    private static string Name(Mark mark) => mark is TextMark text ? $"'{text.Text}'" : mark.GetType().Name;

    private static string Box(SceneBox box) => string.Create(CultureInfo.InvariantCulture, $"({box.Left:0.0}, {box.Top:0.0}, {box.Right:0.0}, {box.Bottom:0.0})");
}
