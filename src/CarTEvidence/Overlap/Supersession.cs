namespace CarTEvidence;

/// <summary>Which report contains all patients of which other, however many steps apart.</summary>
internal sealed class Supersession
{
    private readonly Dictionary<string, List<string>> _supersededBy = new(StringComparer.Ordinal);

    /// <summary>Takes the supersession that the arms state.</summary>
    /// <exception cref="ArgumentException">Studies supersede each other in a circle.</exception>
    public Supersession(IEnumerable<TrialArm> arms)
    {
        var stated = new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal);
        foreach (var arm in arms.Where(a => a.Supersedes.Count > 0))
        {
            var all = stated.TryGetValue(arm.Study, out var known) ? (HashSet<string>)known : [];
            all.UnionWith(arm.Supersedes);
            stated[arm.Study] = all;
        }

        if (FindCycle(stated) is { } cycle)
        {
            throw new ArgumentException($"Studies supersede each other in a circle: {string.Join(" → ", cycle)}.", nameof(arms));
        }

        foreach (var (study, superseded) in stated)
        {
            foreach (var earlier in superseded)
            {
                if (!_supersededBy.TryGetValue(earlier, out var later))
                {
                    _supersededBy.Add(earlier, later = []);
                }

                later.Add(study);
            }
        }
    }

    /// <summary>The reports that some report supersedes.</summary>
    public IReadOnlyCollection<string> SupersededStudies => _supersededBy.Keys;

    /// <summary>Every report that contains all patients of <paramref name="study"/>, at one step or more.</summary>
    public IReadOnlyCollection<string> SupersedersOf(string study)
    {
        if (!_supersededBy.ContainsKey(study))
        {
            return [];
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>();
        open.Push(study);
        while (open.TryPop(out var next))
        {
            foreach (var later in _supersededBy.GetValueOrDefault(next) ?? [])
            {
                if (found.Add(later))
                {
                    open.Push(later);
                }
            }
        }

        return found;
    }

    /// <summary>A circle in "supersedes", its first study repeated at the end; <c>null</c> if there is none.</summary>
    public static IReadOnlyList<string>? FindCycle(IReadOnlyDictionary<string, IReadOnlyCollection<string>> supersedes)
    {
        // Depth first with a path of its own, since a chain of reports may be longer than the call stack.
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in supersedes.Keys)
        {
            var path = new List<string>();
            var onPath = new HashSet<string>(StringComparer.Ordinal);
            var ahead = new Stack<IEnumerator<string>>();
            Enter(start);
            while (ahead.Count > 0)
            {
                if (!ahead.Peek().MoveNext())
                {
                    ahead.Pop().Dispose();
                    onPath.Remove(path[^1]);
                    done.Add(path[^1]);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                var next = ahead.Peek().Current;
                if (onPath.Contains(next))
                {
                    return [.. path.SkipWhile(p => !string.Equals(p, next, StringComparison.Ordinal)), next];
                }

                Enter(next);
            }

            void Enter(string study)
            {
                if (!done.Contains(study) && supersedes.TryGetValue(study, out var below))
                {
                    path.Add(study);
                    onPath.Add(study);
                    ahead.Push(below.GetEnumerator());
                }
            }
        }

        return null;
    }
}
