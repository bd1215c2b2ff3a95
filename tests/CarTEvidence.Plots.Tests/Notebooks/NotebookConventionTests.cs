using System.Reflection;
using CarTEvidence.Plots.Tests.Forest;

namespace CarTEvidence.Plots.Tests.Notebooks;

public class NotebookConventionTests
{
    /// <summary>Does what a kernel does: it knows names alone.</summary>
    [Fact]
    public void Figure_ShowsItselfByTheConventionOfKernels()
    {
        var figure = ForestData.RemissionPooled().ForestPlot();
        var attribute = typeof(Figure).GetCustomAttributes().Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Activator.CreateInstance((Type)Get(attribute, "FormatterSourceType"))!;
        var formatters = ((IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).ToArray();
        Assert.Equal(["text/html", "text/plain"], (string[])Get(attribute, "PreferredMimeTypes"));
        Assert.Equal(["text/html", "text/plain", "image/svg+xml"], formatters.Select(f => (string)Get(f, "MimeType")));
        Assert.StartsWith("<figure", Shown(formatters[0], figure), StringComparison.Ordinal);
        Assert.Contains("<svg ", Shown(formatters[0], figure), StringComparison.Ordinal);
        Assert.Contains(figure.Description, Shown(formatters[1], figure), StringComparison.Ordinal);
        Assert.Equal(figure.ToSvg(), Shown(formatters[2], figure));
        Assert.Null(Shown(formatters[0], "something else"));
    }

    private static string? Shown(object formatter, object instance)
    {
        using var text = new StringWriter();
        return (bool)formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!.Invoke(formatter, [instance, text])! ? text.ToString() : null;
    }

    private static object Get(object instance, string property) => instance.GetType().GetProperty(property)!.GetValue(instance)!;
}
