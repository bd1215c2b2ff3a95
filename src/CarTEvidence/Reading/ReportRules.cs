namespace CarTEvidence;

/// <summary>Rules between reports, as far as a file shows them.</summary>
internal sealed class ReportRules(ProblemList problems)
{
    private readonly HashSet<string> _studies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Line, HashSet<string> Supersedes)> _superseding = new(StringComparer.Ordinal);

    public void Add(TrialArm arm, long line)
    {
        _studies.Add(arm.Study);
        if (arm.Supersedes.Count == 0)
        {
            return;
        }

        if (!_superseding.TryGetValue(arm.Study, out var entry))
        {
            _superseding.Add(arm.Study, entry = (line, new(StringComparer.Ordinal)));
        }

        entry.Supersedes.UnionWith(arm.Supersedes);
    }

    /// <summary>Checks what only the whole file shows.</summary>
    public void Finish()
    {
        foreach (var (line, supersedes) in _superseding.Values)
        {
            foreach (var missing in supersedes.Where(s => !_studies.Contains(s)))
            {
                problems.Add(new(ProblemSeverity.Warning, line, "no such study is in the file") { Field = "supersedes", Value = missing });
            }
        }

        if (Supersession.FindCycle(_superseding.ToDictionary(r => r.Key, r => (IReadOnlyCollection<string>)r.Value.Supersedes, StringComparer.Ordinal)) is { } cycle)
        {
            problems.Add(new(ProblemSeverity.Error, _superseding[cycle[0]].Line, $"studies supersede each other in a circle: {string.Join(" → ", cycle)}") { Field = "supersedes" });
        }
    }
}
