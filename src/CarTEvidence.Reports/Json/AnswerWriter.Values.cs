namespace CarTEvidence.Reports;

/// <content>Plain values; what is not finite becomes <c>null</c> and is remembered for the notes.</content>
internal sealed partial class AnswerWriter
{
    private readonly List<string> _path = [];
    private readonly Dictionary<string, List<string>> _notFinite = [];

    private void Number(string name, double? value)
    {
        json.WritePropertyName(name);
        _path.Add(name);
        NumberValue(value);
        _path.RemoveAt(_path.Count - 1);
    }

    private void NumberValue(double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumberValue(number);
            return;
        }

        json.WriteNullValue();
        if (value is { } odd)
        {
            Remember(double.IsNaN(odd) ? "undefined" : odd > 0 ? "infinite" : "minus infinity");
        }
    }

    private void Remember(string what)
    {
        if (!_notFinite.TryGetValue(what, out var fields))
        {
            _notFinite.Add(what, fields = []);
        }

        var field = string.Join('.', _path).Replace(".[]", "[]", StringComparison.Ordinal);
        if (fields.Count == 0 || fields[^1] != field)
        {
            if (!fields.Contains(field))
            {
                fields.Add(field);
            }
        }
    }

    private IEnumerable<string> NotFiniteNotes() =>
        _notFinite.Select(found => $"Written as null because {found.Key}: {string.Join(", ", found.Value)}.");

    private void Count(string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private void Text(string name, string? value) => json.WriteString(name, value);

    private void Array<T>(string name, IReadOnlyCollection<T> values, Action<T> write)
    {
        json.WriteStartArray(name);
        _path.Add(name);
        _path.Add("[]");
        foreach (var value in values)
        {
            write(value);
        }

        _path.RemoveRange(_path.Count - 2, 2);
        json.WriteEndArray();
    }

    private void Object(string name, Action write)
    {
        json.WriteStartObject(name);
        _path.Add(name);
        write();
        _path.RemoveAt(_path.Count - 1);
        json.WriteEndObject();
    }

    private void Entries<T>(string name, IReadOnlyCollection<T> values, Action<T> write) =>
        Array(name, values, value =>
        {
            json.WriteStartObject();
            write(value);
            json.WriteEndObject();
        });
}
