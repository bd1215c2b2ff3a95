using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Models;

/// <summary>A reference file of counts: its data, and its values by path.</summary>
internal sealed class CountReference
{
    private readonly JsonElement _root;

    public CountReference(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", file)));
        _root = document.RootElement.Clone();
    }

    /// <summary>The studies of a file of proportions.</summary>
    public ProportionData Proportions => new(
        _root.GetProperty("data").GetProperty("study").EnumerateArray().Select(s => s.ToString()),
        Column("events"),
        Column("n"));

    /// <summary>The studies of a file of two arms whose counts are all known.</summary>
    public TwoArmData TwoArms
    {
        get
        {
            var data = _root.GetProperty("data");
            int[] known = [.. Enumerable.Range(0, data.GetProperty("ai").GetArrayLength()).Where(i => data.GetProperty("ai")[i].ValueKind == JsonValueKind.Number)];
            IEnumerable<long> Counts(string name) => known.Select(i => data.GetProperty(name)[i].GetInt64());
            return new TwoArmData(known.Select(i => data.GetProperty("study")[i].ToString()), Counts("ai"), Counts("n1"), Counts("ci"), Counts("n2"));
        }
    }

    /// <summary>The studies of a file of rates.</summary>
    public RateData Rates => new(
        _root.GetProperty("data").GetProperty("study").EnumerateArray().Select(s => s.ToString()),
        Column("events"),
        _root.GetProperty("data").GetProperty("time").EnumerateArray().Select(e => e.GetDouble()));

    /// <summary>The value at a path, or the part of the file there.</summary>
    public JsonElement At(params string[] path)
    {
        var at = _root;
        foreach (var name in path)
        {
            at = at.GetProperty(name);
        }

        return at;
    }

    /// <summary>The number at a path.</summary>
    public double Number(params string[] path) => At(path).GetDouble();

    /// <summary>A column of counts.</summary>
    public IEnumerable<long> Column(string name) => _root.GetProperty("data").GetProperty(name).EnumerateArray().Select(e => e.GetInt64());
}
