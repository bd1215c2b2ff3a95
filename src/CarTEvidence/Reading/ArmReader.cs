using System.Globalization;

namespace CarTEvidence;

/// <summary>Turns the rows of an arms file into trial arms, and lists every problem on the way.</summary>
internal sealed partial class ArmReader
{
    private readonly CsvSource _source;
    private readonly ProblemList _problems;
    private readonly List<TrialArm> _arms = [];
    private readonly Dictionary<(string Study, string Arm), long> _seen = [];
    private readonly ReportRules _reports;

    public ArmReader(CsvSource source, ProblemList problems)
    {
        _source = source;
        _problems = problems;
        _reports = new(problems);
    }

    /// <summary>Header names in the order of the file, columns of the dictionary as it spells them.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Reads to the end; the arms are complete only if no error was listed.</summary>
    public IReadOnlyList<TrialArm> Read(CancellationToken cancellation)
    {
        if (!_source.ReadHeader() || !MapHeader())
        {
            return [];
        }

        var rows = 0;
        while (_source.ReadRow(cancellation))
        {
            rows++;
            if (ReadArm() is { } arm)
            {
                Keep(arm);
            }
        }

        if (rows == 0 && !_problems.HasErrors)
        {
            _problems.Error(1, "the file has a header and no rows");
        }

        ReportBlanks();
        _reports.Finish();
        return _arms;
    }

    private void Keep(TrialArm arm)
    {
        if (!_seen.TryAdd((arm.Study, arm.Arm), _source.Line))
        {
            var first = _seen[(arm.Study, arm.Arm)];
            Problem(_arm < 0 ? _study : _arm, string.Create(CultureInfo.InvariantCulture, $"study {arm.Study} has an arm {arm.Arm} already, on line {first}"));
            return;
        }

        _reports.Add(arm, _source.Line);

        // A file with errors gives no evidence: nothing more is held, only checked.
        if (!_problems.HasErrors)
        {
            _arms.Add(arm);
        }
    }

    /// <summary>Finds the dictionary's columns in the header. Answers whether rows can be read.</summary>
    private bool MapHeader()
    {
        var header = _source.Header;
        var names = new string[header.Length];
        var unknown = new List<string>();
        for (var i = 0; i < header.Length; i++)
        {
            var known = header[i].Length == 0 ? null : EvidenceColumn.Find(header[i]);
            names[i] = known?.Name ?? header[i];
            if (known is null && names[i].Length > 0)
            {
                unknown.Add(names[i]);
            }

            if (names[i].Length > 0 && Array.FindIndex(names, 0, i, n => string.Equals(n, names[i], StringComparison.OrdinalIgnoreCase)) is >= 0 and var first)
            {
                _problems.Add(new(ProblemSeverity.Error, _source.Line, string.Create(CultureInfo.InvariantCulture, $"the header names this column twice, first as column {first + 1}"))
                {
                    Column = i + 1,
                    Field = names[i],
                });
            }
        }

        var readable = true;
        foreach (var column in EvidenceColumn.Dictionary.Where(c => c.Presence == ColumnPresence.Required && !names.Contains(c.Name, StringComparer.Ordinal)))
        {
            readable = false;
            var hint = unknown.Count == 0 ? "" : $"; not known in the header: {string.Join(", ", unknown)}";
            _problems.Add(new(ProblemSeverity.Error, _source.Line, $"the column is missing{hint}") { Field = column.Name, Allowed = column.Allowed });
        }

        if (!names.Contains("cohort_id", StringComparer.Ordinal))
        {
            _problems.Add(new(ProblemSeverity.Warning, _source.Line, "the column is missing: every study counts as a cohort of its own, and shared patients cannot be found") { Field = "cohort_id" });
        }

        Columns = [.. names.Where(n => n.Length > 0)];
        MapFields(names);
        return readable;
    }
}
