using System.Globalization;
using System.Text.Json;

namespace CarTEvidence.Cli.Fit;

/// <summary>
/// The columns of a request, one entry a study. A study with a <c>null</c> among its numbers is left out of every column, as R leaves out what is not available,
/// and a note says so.
/// </summary>
internal sealed class RequestColumns
{
    private readonly RequestFields _fields;
    private readonly int _length;
    private readonly int[]? _kept;

    private RequestColumns(RequestFields fields, int length, int[]? kept)
    {
        _fields = fields;
        _length = length;
        _kept = kept;
    }

    /// <summary>Number of studies that are left.</summary>
    public int Count => _kept?.Length ?? _length;

    /// <summary>What the reader should know: which studies were left out.</summary>
    public IReadOnlyList<string> Notes => _kept is null
        ? []
        : [$"{_length - _kept.Length} of {_length} studies were left out because a number of theirs is null: {string.Join(", ", LeftOut().Select(i => (i + 1).ToString(CultureInfo.InvariantCulture)))} in the order of the request."];

    /// <summary>Takes the columns of a request.</summary>
    /// <param name="fields">The request.</param>
    /// <param name="numbers">The columns of numbers that make the data; each must be there, all of one length.</param>
    public static RequestColumns Of(RequestFields fields, params string[] numbers)
    {
        var length = -1;
        var unknown = new SortedSet<int>();
        foreach (var name in numbers)
        {
            var column = fields.RequireArray(name);
            length = length < 0 ? column.GetArrayLength() : length;
            RequestChoices.RequireLength(fields, name, column.GetArrayLength(), length);
            var entry = 0;
            foreach (var value in column.EnumerateArray())
            {
                if (value.ValueKind == JsonValueKind.Null)
                {
                    unknown.Add(entry);
                }

                entry++;
            }
        }

        return new RequestColumns(fields, length, unknown.Count == 0 ? null : [.. Enumerable.Range(0, length).Where(i => !unknown.Contains(i))]);
    }

    /// <summary>A column of finite numbers.</summary>
    public double[] Numbers(string name) => Kept(name, _fields.NumbersOrUnknown(name), _fields);

    /// <summary>A column of whole numbers.</summary>
    public long[] Counts(string name) => Kept(name, _fields.CountsOrZero(name), _fields);

    /// <summary>A column of labels.</summary>
    public string[] Labels(string name) => Labels(name, _fields);

    /// <summary>A column of labels of an object within the request.</summary>
    public string[] Labels(string name, RequestFields within) => Kept(name, within.Labels(name), within);

    /// <summary>A column of labels; 1, 2, … if absent.</summary>
    public string[] LabelsOrNumbers(string name) => _fields.Has(name)
        ? Labels(name)
        : Kept(name, [.. Enumerable.Range(1, _length).Select(i => i.ToString(CultureInfo.InvariantCulture))], _fields);

    /// <summary>A column of numbers of an object within the request, not-a-number where one is <c>null</c>.</summary>
    public double[] NumbersOrUnknown(string name, RequestFields within) => Kept(name, within.NumbersOrUnknown(name), within);

    private T[] Kept<T>(string name, T[] column, RequestFields within)
    {
        RequestChoices.RequireLength(within, name, column.Length, _length);
        return _kept is null ? column : [.. _kept.Select(i => column[i])];
    }

    private IEnumerable<int> LeftOut() => Enumerable.Range(0, _length).Except(_kept!);
}
