using System.Globalization;
using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>A part of a reference file that knows its place.</summary>
internal readonly record struct ReferenceEntry(JsonElement Json, string Path)
{
    public ReferenceEntry this[string name] => new(Json.GetProperty(name), Join(name));

    public ReferenceEntry this[int index] => new(Json[index], FormattableString.Invariant($"{Path}[{index}]"));

    /// <summary>Whether the reference could not answer.</summary>
    public bool Refused => Has("refused");

    public bool Has(string name) => Json.TryGetProperty(name, out _);

    /// <summary>The entries of a list; none where the file does not have it.</summary>
    public IEnumerable<ReferenceEntry> Entries(string name)
    {
        if (!Has(name) || Json.GetProperty(name).ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        var list = this[name];
        for (var i = 0; i < list.Json.GetArrayLength(); i++)
        {
            yield return list[i];
        }
    }

    /// <summary>A number to compare with.</summary>
    public ReferenceNumber Number(string name) =>
        !Json.TryGetProperty(name, out var value) ? default : new ReferenceNumber(Defined(value), Join(name));

    /// <summary>A number of a list to compare with.</summary>
    public ReferenceNumber Number(int index) => new(Defined(Json[index]), FormattableString.Invariant($"{Path}[{index}]"));

    /// <summary>Numbers to compare with; one number counts as a list of one, as R writes it.</summary>
    public ReferenceNumber[] Numbers(string name)
    {
        if (!Json.TryGetProperty(name, out var value))
        {
            return [];
        }

        var path = Join(name);
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select((v, i) => new ReferenceNumber(Defined(v), FormattableString.Invariant($"{path}[{i}]")))]
            : [new ReferenceNumber(Defined(value), path)];
    }

    public string Text(string name) => Json.GetProperty(name).GetString()!;

    /// <summary>The text, or <paramref name="otherwise"/> where the file has none.</summary>
    public string Text(string name, string otherwise) => Has(name) ? Text(name) : otherwise;

    /// <summary>A number that must be there, for anything but a comparison.</summary>
    public double Value(string name) => Json.GetProperty(name).GetDouble();

    /// <summary>Numbers that must all be there, for anything but a comparison.</summary>
    public double[] Values(string name) => [.. Json.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];

    /// <summary>A column of which some may be missing, for anything but a comparison.</summary>
    public double?[] Column(string name) => [.. Json.GetProperty(name).EnumerateArray().Select(Defined)];

    public string[] Texts(string name) => [.. Json.GetProperty(name).EnumerateArray().Select(e => e.ToString())];

    private static double? Defined(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private string Join(string name) => Path.Length == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{Path}.{name}");
}
