namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Collects every number of a reference file that is compared: how many, how far apart at most, the failures, and what could not be compared and why.</summary>
internal sealed class Comparison(string file)
{
    private readonly Dictionary<(string File, string Method, string Quantity), Entry> _entries = [];
    private readonly Dictionary<string, string?> _answered = [];
    private readonly List<string> _failures = [];

    public IEnumerable<KeyValuePair<(string File, string Method, string Quantity), Entry>> Entries => _entries;

    /// <summary>Places of the file that were compared (reason <c>null</c>) or explained.</summary>
    public IReadOnlyDictionary<string, string?> Answered => _answered;

    /// <summary>Compares relatively, absolutely below <paramref name="floor"/>.</summary>
    /// <param name="method">Estimator, interval or procedure.</param>
    /// <param name="quantity">What is compared.</param>
    /// <param name="expected">The reference.</param>
    /// <param name="actual">Ours.</param>
    /// <param name="tolerance">Relative.</param>
    /// <param name="floor">Size below which differences are absolute: |difference| ≤ tolerance · floor.</param>
    /// <param name="context">For the message.</param>
    public void Check(string method, string quantity, ReferenceNumber expected, double? actual, double tolerance, double floor, string context)
    {
        if (expected.Path is null)
        {
            // The file does not have the field; whatever it has instead, the inventory misses.
            return;
        }

        Mark(expected.Path, null);
        var key = (file, method, quantity);
        if (!_entries.TryGetValue(key, out var entry))
        {
            _entries[key] = entry = new Entry();
        }

        entry.Count++;
        if (expected.Value is not { } reference || actual is not { } own)
        {
            if (expected.Value is not null || actual is not null)
            {
                Fail($"{method} {quantity} {context}: expected {expected.Value?.ToString("R", null) ?? "null"}, was {actual?.ToString("R", null) ?? "null"}");
            }

            return;
        }

        var difference = reference == own ? 0 : Math.Abs(own - reference) / Math.Max(Math.Abs(reference), floor);
        entry.Largest = Math.Max(entry.Largest, difference);
        if (!(difference <= tolerance))
        {
            Fail($"{method} {quantity} {context}: expected {reference:R}, was {own:R} ({difference:G2} relative, {tolerance:G2} allowed)");
        }
    }

    /// <summary>A fact about a place of the file that is not a number near a number.</summary>
    public void Require(string? place, bool holds, string context)
    {
        Mark(place, null);
        if (!holds)
        {
            Fail($"{place}: {context}");
        }
    }

    /// <summary>A place that is not compared, for a reason that another test shows.</summary>
    public void Explain(string? place, string reason) => Mark(place, reason);

    /// <summary>Fails with the first of the differences beyond tolerance. A file without the part has none.</summary>
    public void Verify()
    {
        Assert.True(_failures.Count == 0, FormattableString.Invariant($"{_failures.Count} of {_entries.Values.Sum(e => e.Count)} numbers differ:\n{string.Join('\n', _failures.Take(25))}"));
    }

    private void Mark(string? place, string? reason)
    {
        if (place is not null)
        {
            _answered[place] = reason;
        }
    }

    private void Fail(FormattableString message) => _failures.Add($"{file} {FormattableString.Invariant(message)}");

    internal sealed class Entry
    {
        public int Count { get; set; }

        public double Largest { get; set; }
    }
}
