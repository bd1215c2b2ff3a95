using System.Reflection;

namespace CarTEvidence.Reports.Tests.Notebooks;

public class NotebookConventionTests
{
    [Fact]
    public void ResultTable_ShowsItselfByTheConventionOfKernels() => Assert.Equal(["text/html:<table>", "text/plain:Studies"], Shown(Effects.Remission.Summary().Studies));

    [Fact]
    public void ResultSummary_ShowsItselfByTheConventionOfKernels() => Assert.Equal(["text/html:<section>", "text/plain:Remission"], Shown(Effects.Remission.Summary("Remission")));

    /// <summary>Does what a kernel does: it knows names alone.</summary>
    private static string[] Shown(object instance)
    {
        var attribute = instance.GetType().GetCustomAttributes().Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Activator.CreateInstance((Type)Get(attribute, "FormatterSourceType"))!;
        var formatters = ((IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).ToArray();
        Assert.Equal((string[])Get(attribute, "PreferredMimeTypes"), formatters.Select(f => Get(f, "MimeType")));
        return
        [
            .. formatters.Select(formatter =>
            {
                using var text = new StringWriter();
                var format = formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!;
                Assert.True((bool)format.Invoke(formatter, [instance, text])!);
                Assert.False((bool)format.Invoke(formatter, ["something else", new StringWriter()])!);
                return $"{Get(formatter, "MimeType")}:{text.ToString().Split('\n')[0]}";
            }),
        ];
    }

    private static object Get(object instance, string property) => instance.GetType().GetProperty(property)!.GetValue(instance)!;
}
