using System.Collections.Concurrent;
using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>A file of reference values, read once.</summary>
internal sealed class ReferenceFile
{
    private static readonly ConcurrentDictionary<string, Lazy<ReferenceFile>> Opened = new();

    private ReferenceFile(string name)
    {
        Name = name;
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", name)));
        Root = new ReferenceEntry(document.RootElement.Clone(), string.Empty);
    }

    public string Name { get; }

    public ReferenceEntry Root { get; }

    public static ReferenceFile Open(string name) => Opened.GetOrAdd(name, key => new Lazy<ReferenceFile>(() => new ReferenceFile(key))).Value;

    public static IEnumerable<string> Names(params string[] patterns) =>
        patterns.SelectMany(p => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Reference"), p)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    /// <summary>The one walk over a file of effects: every entry of a part, measure by measure, those that the reference refused among them.</summary>
    public IEnumerable<(Measure Measure, ReferenceEntry Effect, ReferenceEntry Entry)> Walk(string part) =>
        from effect in Root.Entries("effects")
        from entry in effect.Entries(part)
        select (Measure.Parse(effect.Text("measure")), effect, entry);
}
