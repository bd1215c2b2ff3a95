using System.Globalization;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Moderators of a meta-regression: study-level numbers and factors, and their interactions. An intercept is always there.</summary>
/// <remarks>
/// Immutable: every <c>With</c> returns a new list. A factor with m levels takes m − 1 columns, named <c>factor=level</c>; its reference level is the first in ordinal
/// order unless another is named. An interaction multiplies all columns of its parts, named <c>a:b</c>.
/// </remarks>
public sealed class Moderators
{
    private readonly Term[] _terms;

    private Moderators(Term[] terms) => _terms = terms;

    /// <summary>No moderator: the intercept alone.</summary>
    public static Moderators None { get; } = new([]);

    /// <summary>Names of the moderators and interactions, in the order given.</summary>
    public IReadOnlyList<string> Names => [.. _terms.Select(t => t.Name)];

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _terms.Length == 0;

    /// <summary>Adds a number a study.</summary>
    /// <param name="name">What it is called, for example <c>year</c>.</param>
    /// <param name="values">Length k, in the order of the data; not-a-number where it is unknown (that study is then left out of the fit).</param>
    /// <exception cref="ArgumentException">The name is taken, or a value is infinite.</exception>
    public Moderators With(string name, IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] copy = [.. values];
        var infinite = Array.FindIndex(copy, double.IsInfinity);
        if (infinite >= 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Moderator \"{name}\" is {copy[infinite]} in entry {infinite + 1}."), nameof(values));
        }

        return Append(new Term(Free(name), copy.Length, [(name, copy)], null, null));
    }

    /// <summary>Adds a factor: one level a study.</summary>
    /// <param name="name">What it is called, for example <c>target</c>.</param>
    /// <param name="levels">Length k, in the order of the data.</param>
    /// <param name="reference">Reference level; <c>null</c> takes the first in ordinal order.</param>
    /// <exception cref="ArgumentException">The name is taken, or no study has the reference level.</exception>
    public Moderators With(string name, IEnumerable<string> levels, string? reference = null)
    {
        ArgumentNullException.ThrowIfNull(levels);
        string[] copy = [.. levels];
        var distinct = copy.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (distinct.Length == 0)
        {
            throw new ArgumentException($"Moderator \"{name}\" has no values.", nameof(levels));
        }

        var first = reference ?? distinct[0];
        if (!distinct.Contains(first, StringComparer.Ordinal))
        {
            throw new ArgumentException($"No study has the reference level \"{first}\" of \"{name}\"; levels: {string.Join(", ", distinct)}.", nameof(reference));
        }

        string[] others = [.. distinct.Where(level => level != first)];
        return Append(new Term(
            Free(name),
            copy.Length,
            [.. others.Select(level => ($"{name}={level}", copy.Select(own => own == level ? 1.0 : 0).ToArray()))],
            distinct,
            null));
    }

    /// <summary>Adds the interaction of two moderators that are in the list.</summary>
    /// <param name="first">Name of one.</param>
    /// <param name="second">Name of the other.</param>
    /// <exception cref="ArgumentException">One of them is not in the list.</exception>
    public Moderators WithInteraction(string first, string second)
    {
        var a = Find(first, nameof(first));
        var b = Find(second, nameof(second));
        List<(string, double[])> columns = [];
        foreach (var (nameA, columnA) in a.Columns)
        {
            foreach (var (nameB, columnB) in b.Columns)
            {
                columns.Add(($"{nameA}:{nameB}", [.. columnA.Zip(columnB, (x, y) => x * y)]));
            }
        }

        return Append(new Term(Free($"{first}:{second}"), a.Rows, [.. columns], null, (first, second)));
    }

    /// <summary>Studies whose moderators are all known.</summary>
    internal bool IsKnown(int study) => Array.TrueForAll(_terms, t => Array.TrueForAll(t.Columns, c => !double.IsNaN(c.Values[study])));

    /// <summary>Refuses moderators that do not have one value a study.</summary>
    internal void RequireRows(int count, string parameter)
    {
        if (Array.Find(_terms, t => t.Rows != count) is { } term)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Moderator \"{term.Name}\" has {term.Rows} values for {count} studies."), parameter);
        }
    }

    /// <summary>The design for the studies kept.</summary>
    internal DesignMatrix Design(IReadOnlyList<int> kept)
    {
        List<string> names = ["intercept"];
        List<double[]> columns = [[.. kept.Select(_ => 1.0)]];
        foreach (var term in _terms)
        {
            foreach (var (name, values) in term.Columns)
            {
                names.Add(name);
                columns.Add([.. kept.Select(i => values[i])]);
            }
        }

        return DesignMatrix.FromColumns(names, columns);
    }

    /// <summary>The columns, the intercept first, at given values of the moderators.</summary>
    internal double[] Row(IReadOnlyDictionary<string, double> numbers, IReadOnlyDictionary<string, string> levels)
    {
        List<double> row = [1];
        Dictionary<string, double[]> parts = new(StringComparer.Ordinal);
        foreach (var term in _terms)
        {
            double[] values;
            if (term.Interaction is { } of)
            {
                values = [.. parts[of.First].SelectMany(_ => parts[of.Second], (x, y) => x * y)];
            }
            else if (term.Levels is { } known)
            {
                if (!levels.TryGetValue(term.Name, out var level) || !known.Contains(level, StringComparer.Ordinal))
                {
                    throw new ArgumentException($"A level of \"{term.Name}\" is needed, one of {string.Join(", ", known)}.", nameof(levels));
                }

                values = [.. term.Columns.Select(c => c.Name == $"{term.Name}={level}" ? 1.0 : 0)];
            }
            else
            {
                values = numbers.TryGetValue(term.Name, out var number) && double.IsFinite(number)
                    ? [number]
                    : throw new ArgumentException($"A finite value of \"{term.Name}\" is needed.", nameof(numbers));
            }

            parts[term.Name] = values;
            row.AddRange(values);
        }

        return [.. row];
    }

    /// <summary>The same moderators for some of the studies.</summary>
    internal Moderators Select(IReadOnlyList<int> studies) =>
        new([.. _terms.Select(t => t with { Rows = studies.Count, Columns = [.. t.Columns.Select(c => (c.Name, studies.Select(i => c.Values[i]).ToArray()))] })]);

    private Moderators Append(Term term) => new([.. _terms, term]);

    private string Free(string name) => string.IsNullOrWhiteSpace(name) || _terms.Any(t => t.Name == name)
        ? throw new ArgumentException($"A moderator needs a name of its own; \"{name}\" is empty or taken.", nameof(name))
        : name;

    private Term Find(string name, string parameter) =>
        Array.Find(_terms, t => t.Name == name)
        ?? throw new ArgumentException($"There is no moderator \"{name}\"; known: {string.Join(", ", Names)}.", parameter);

    private sealed record Term(string Name, int Rows, (string Name, double[] Values)[] Columns, string[]? Levels, (string First, string Second)? Interaction);
}
