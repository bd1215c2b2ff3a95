namespace CarTEvidence;

/// <content>Single fields of the current row.</content>
internal sealed partial class ArmReader
{
    private readonly HashSet<OpenCode> _newCodes = [];
    private int[] _extras = [];
    private string[] _extraNames = [];
    private (long Line, long Count)[] _blanks = [];
    private int[] _indexOf = [];
    private int _study;
    private int _arm;
    private bool _rowHasErrors;

    private void MapFields(string[] names)
    {
        // A column's place in the dictionary leads to its place in the file, or to −1.
        _indexOf = [.. EvidenceColumn.Dictionary.Select(c => Array.FindIndex(names, n => string.Equals(n, c.Name, StringComparison.Ordinal)))];
        _blanks = new (long, long)[names.Length];
        _extras = [.. Enumerable.Range(0, names.Length).Where(i => names[i].Length > 0 && EvidenceColumn.Find(names[i]) is null)];
        _extraNames = [.. _extras.Select(i => names[i])];
        _study = IndexOf("study_id");
        _arm = IndexOf("arm_id");
        MapParts();
    }

    private int IndexOf(string column)
    {
        for (var i = 0; i < _indexOf.Length; i++)
        {
            if (string.Equals(EvidenceColumn.Dictionary[i].Name, column, StringComparison.Ordinal))
            {
                return _indexOf[i];
            }
        }

        return -1;
    }

    private string? Text(int index) => index >= 0 && _source.Fields[index].Length > 0 ? _source.Fields[index] : null;

    /// <summary>As <see cref="Text"/>; a blank in a column that stands in the file is counted towards a warning.</summary>
    private string? Expected(int index)
    {
        if (index < 0)
        {
            return null;
        }

        if (Text(index) is { } text)
        {
            return text;
        }

        ref var blank = ref _blanks[index];
        blank = (blank.Count == 0 ? _source.Line : blank.Line, blank.Count + 1);
        return null;
    }

    private string? Required(int index)
    {
        if (Text(index) is not { } text)
        {
            Problem(index, "the field is blank and every row must fill it");
            return null;
        }

        return text;
    }

    private int? Count(int index)
    {
        if (Text(index) is not { } text)
        {
            return null;
        }

        if (NumberText.TryWhole(text, out var value, out var why))
        {
            return value;
        }

        Problem(index, why);
        return null;
    }

    private double? Months(int index)
    {
        if (Text(index) is not { } text)
        {
            return null;
        }

        if (NumberText.TryDecimal(text, out var value, out var why))
        {
            return value;
        }

        Problem(index, why);
        return null;
    }

    private T? Closed<T>(int index, string? text)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        if (Codes.Of<T>().TryParse(text, out var value))
        {
            return value;
        }

        Problem(index, "there is no such code");
        return null;
    }

    private T? Open<T>(int index, string? text, Func<string, T> parse)
        where T : OpenCode
    {
        if (text is null)
        {
            return null;
        }

        var code = parse(text);
        if (!code.IsWellKnown && _newCodes.Add(code))
        {
            Problem(index, "the code is not in the data dictionary; it is taken as a new one", ProblemSeverity.Warning);
        }

        return code;
    }

    private void Problem(int index, string message, ProblemSeverity severity = ProblemSeverity.Error)
    {
        _rowHasErrors |= severity == ProblemSeverity.Error;
        _problems.Add(new(severity, _source.Line, message)
        {
            Column = index < 0 ? null : index + 1,
            Field = index < 0 ? null : Name(index),
            Value = index < 0 ? null : _source.Fields[index],
            Allowed = index < 0 ? null : EvidenceColumn.Find(Name(index))?.Allowed,
        });
    }

    private string Name(int index) => EvidenceColumn.Find(_source.Header[index])?.Name ?? _source.Header[index];

    /// <summary>One warning a column for all the blanks in it.</summary>
    private void ReportBlanks()
    {
        for (var i = 0; i < _blanks.Length; i++)
        {
            if (_blanks[i].Count > 0)
            {
                _problems.Add(new(ProblemSeverity.Warning, _blanks[i].Line, $"blank, here first, on {Plural.Of(_blanks[i].Count, "row")}: taken as not reported")
                {
                    Column = i + 1,
                    Field = Name(i),
                    Allowed = EvidenceColumn.Find(Name(i))?.Allowed,
                });
            }
        }
    }
}
