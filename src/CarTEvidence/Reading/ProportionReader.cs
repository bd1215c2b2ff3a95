using System.Globalization;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence;

/// <summary>Turns the rows of a CSV text into counts, and lists every problem on the way.</summary>
internal sealed class ProportionReader(CsvSource source, ProblemList problems, ProportionColumns columns)
{
    private const string WholeNumber = "a whole number of patients";

    private readonly List<ProportionStudy> _studies = [];
    private readonly List<string[]> _rows = [];
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private (long Line, long Count) _leftOut;

    public ProportionReadResult Read(string? path, CancellationToken cancellation)
    {
        if (!source.ReadHeader())
        {
            return new(null, problems.InOrder());
        }

        int study = IndexOf(columns.Study), events = IndexOf(columns.Events), total = IndexOf(columns.Total);
        if (study < 0 || events < 0 || total < 0)
        {
            return new(null, problems.InOrder());
        }

        while (source.ReadRow(cancellation))
        {
            ReadRow(study, events, total);
        }

        if (_leftOut.Count > 0)
        {
            problems.Add(new(ProblemSeverity.Warning, _leftOut.Line, $"blank, here first, on {Plural.Of(_leftOut.Count, "row")}: not reported, left out")
            {
                Column = events + 1,
                Field = source.Header[events],
            });
        }

        if (_studies.Count == 0 && !problems.HasErrors)
        {
            problems.Error(1, "no row gives events and evaluable patients");
        }

        return problems.HasErrors
            ? new(null, problems.InOrder())
            : new(new(new(_studies), source.Header, _rows, path, source.Hash(), []), problems.InOrder());
    }

    private void ReadRow(int study, int events, int total)
    {
        var label = source.Fields[study];
        if (label.Length == 0)
        {
            Problem(study, "the field is blank and every row must name its study", "text");
        }
        else if (!_seen.TryAdd(label, source.Line))
        {
            Problem(study, string.Create(CultureInfo.InvariantCulture, $"the study stands on line {_seen[label]} already"), null, ProblemSeverity.Warning);
        }

        if (source.Fields[events].Length == 0)
        {
            _leftOut = (_leftOut.Count == 0 ? source.Line : _leftOut.Line, _leftOut.Count + 1);
            return;
        }

        if (source.Fields[total].Length == 0)
        {
            Problem(total, "events are given without the number evaluable", WholeNumber);
            return;
        }

        int? given = Whole(events), among = Whole(total);
        if (given is not { } e || among is not { } n)
        {
            return;
        }

        if (n == 0)
        {
            Problem(total, "no patient is evaluable", $"{WholeNumber}, at least 1");
        }
        else if (e > n)
        {
            Problem(events, $"{Plural.Of(e, "event")} among {Plural.Of(n, "evaluable patient")}", null);
        }
        else if (!problems.HasErrors)
        {
            _studies.Add(new(label, e, n));
            _rows.Add([.. source.Fields]);
        }
    }

    private int? Whole(int index)
    {
        if (NumberText.TryWhole(source.Fields[index], out var value, out var why))
        {
            return value;
        }

        Problem(index, why, WholeNumber);
        return null;
    }

    private int IndexOf(string column)
    {
        var index = Array.FindIndex(source.Header, h => string.Equals(h, column.Trim(), StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            problems.Add(new(ProblemSeverity.Error, source.Line, $"there is no such column; the columns are {string.Join(", ", source.Header.Where(h => h.Length > 0))}") { Field = column });
        }

        return index;
    }

    private void Problem(int index, string message, string? allowed, ProblemSeverity severity = ProblemSeverity.Error) =>
        problems.Add(new(severity, source.Line, message) { Column = index + 1, Field = source.Header[index], Value = source.Fields[index], Allowed = allowed });
}
