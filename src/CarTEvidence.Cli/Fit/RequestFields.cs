using System.Globalization;
using System.Text.Json;

namespace CarTEvidence.Cli.Fit;

/// <summary>The fields of one JSON object, read by name and type; every fault names the field and the offending value.</summary>
internal sealed class RequestFields(JsonElement element, string path = "")
{
    private const int MaxValueLength = 60;

    private readonly HashSet<string> _known = [];

    /// <summary>Whether the field is there and not <c>null</c>.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The field as it came.</summary>
    public JsonElement? Find(string name)
    {
        _known.Add(name);
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>A field that must be there.</summary>
    public JsonElement Require(string name) =>
        Find(name) ?? throw new RequestException(RequestErrors.MissingField, $"\"{Path(name)}\" is missing.", Path(name));

    /// <summary>An array that must be there.</summary>
    public JsonElement RequireArray(string name) =>
        Require(name) is { ValueKind: JsonValueKind.Array } column ? column : throw WrongType(name, "an array", Require(name));

    /// <summary>A text; <c>null</c> if absent.</summary>
    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => throw WrongType(name, "a text", other),
    };

    /// <summary>A finite number; <c>null</c> if absent.</summary>
    public double? Number(string name) => Find(name) is { } value ? Number(name, value, entry: null) : null;

    /// <summary>A whole number; <c>null</c> if absent.</summary>
    public long? Count(string name) => Find(name) is { } value ? Count(name, value, entry: null) : null;

    /// <summary>An object; <c>null</c> if absent.</summary>
    public RequestFields? Object(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new RequestFields(value, Path(name)),
        { } other => throw WrongType(name, "an object", other),
    };

    /// <summary>A column of finite numbers.</summary>
    public double[] Numbers(string name) => Column(name, (value, entry) => Number(name, value, entry));

    /// <summary>A column of numbers, not-a-number where one is <c>null</c>.</summary>
    public double[] NumbersOrUnknown(string name) =>
        Column(name, (value, entry) => value.ValueKind == JsonValueKind.Null ? double.NaN : Number(name, value, entry));

    /// <summary>A column of whole numbers, 0 where one is <c>null</c> (such studies are left out).</summary>
    public long[] CountsOrZero(string name) =>
        Column(name, (value, entry) => value.ValueKind == JsonValueKind.Null ? 0 : Count(name, value, entry));

    /// <summary>A column of labels; numbers are taken as they are written.</summary>
    public string[] Labels(string name) => Column(name, (value, entry) => Label(name, value, entry));

    /// <summary>Every field of this object with its value, in order; marks all as known.</summary>
    public IEnumerable<(string Name, JsonElement Value)> All()
    {
        foreach (var property in element.EnumerateObject())
        {
            _known.Add(property.Name);
            yield return (property.Name, property.Value);
        }
    }

    /// <summary>Refuses fields that nothing asked for: a misspelt option must not pass silently.</summary>
    public void RequireNoOthers()
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!_known.Contains(property.Name))
            {
                throw new RequestException(
                    RequestErrors.UnknownField,
                    $"\"{Path(property.Name)}\" is no field of this request; known here: {string.Join(", ", _known.Order(StringComparer.Ordinal))}.",
                    Path(property.Name));
            }
        }
    }

    /// <summary>The name with the names of the objects around it.</summary>
    public string Path(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>A field with a value that is not allowed.</summary>
    public RequestException Invalid(string name, string what) => new(RequestErrors.InvalidValue, $"\"{Path(name)}\" {what}.", Path(name));

    /// <summary>A field of another type than expected.</summary>
    public RequestException WrongType(string name, string expected, JsonElement found, int? entry = null) => new(
        RequestErrors.WrongType,
        $"\"{Path(name)}\"{Entry(entry)} is {Shown(found)}; expected {expected}.",
        Path(name));

    private T[] Column<T>(string name, Func<JsonElement, int, T> read)
    {
        var column = RequireArray(name);
        var values = new T[column.GetArrayLength()];
        var entry = 0;
        foreach (var value in column.EnumerateArray())
        {
            values[entry] = read(value, entry);
            entry++;
        }

        return values;
    }

    private double Number(string name, JsonElement value, int? entry)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            throw WrongType(name, "a number", value, entry);
        }

        var number = value.GetDouble();
        return double.IsFinite(number)
            ? number
            : throw new RequestException(RequestErrors.InvalidValue, $"\"{Path(name)}\"{Entry(entry)} is {Shown(value)}, which is not a finite number.", Path(name));
    }

    private long Count(string name, JsonElement value, int? entry)
    {
        // 5.0 and 5e0 are the whole number 5 to writers that know only doubles.
        var number = Number(name, value, entry);
        if (value.TryGetInt64(out var whole))
        {
            return whole;
        }

        const double largestExact = 9007199254740992;
        return double.IsInteger(number) && Math.Abs(number) <= largestExact
            ? (long)number
            : throw new RequestException(RequestErrors.InvalidValue, $"\"{Path(name)}\"{Entry(entry)} is {Shown(value)}; expected a whole number.", Path(name));
    }

    private string Label(string name, JsonElement value, int? entry) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw WrongType(name, "a text", value, entry),
    };

    private static string Entry(int? entry) => entry is { } index ? string.Create(CultureInfo.InvariantCulture, $" (entry {index + 1})") : string.Empty;

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= MaxValueLength ? text : text[..MaxValueLength] + "…";
    }
}
