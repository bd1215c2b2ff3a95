namespace CarTEvidence;

/// <summary>Rules between reports, as far as a file shows them.</summary>
internal sealed class ReportRules(ProblemList problems)
{
    private readonly Dictionary<string, Entry> _reports = new(StringComparer.Ordinal);

    public void Add(TrialArm arm, long line)
    {
        if (_reports.TryGetValue(arm.Study, out var entry))
        {
            entry.Supersedes.UnionWith(arm.Supersedes);
        }
        else
        {
            _reports.Add(arm.Study, new(line, [.. arm.Supersedes]));
        }
    }

    /// <summary>Checks what only the whole file shows.</summary>
    public void Finish()
    {
        foreach (var (_, entry) in _reports)
        {
            foreach (var missing in entry.Supersedes.Where(s => !_reports.ContainsKey(s)))
            {
                problems.Add(new(ProblemSeverity.Warning, entry.Line, "no such study is in the file") { Field = "supersedes", Value = missing });
            }
        }

        if (Supersession.FindCycle(_reports.ToDictionary(r => r.Key, r => (IReadOnlyCollection<string>)r.Value.Supersedes, StringComparer.Ordinal)) is { } cycle)
        {
            problems.Add(new(ProblemSeverity.Error, _reports[cycle[0]].Line, $"studies supersede each other in a circle: {string.Join(" → ", cycle)}") { Field = "supersedes" });
        }
    }

    private sealed record Entry(long Line, HashSet<string> Supersedes);
}
