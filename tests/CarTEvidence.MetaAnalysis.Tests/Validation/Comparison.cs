namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Collects every number compared with a reference file: how many, how far apart at most, and the failures.</summary>
internal sealed class Comparison
{
    private readonly Dictionary<(string File, string Method, string Quantity), Entry> _entries = [];
    private readonly List<string> _failures = [];

    public IEnumerable<KeyValuePair<(string File, string Method, string Quantity), Entry>> Entries => _entries;

    /// <summary>Compares relatively, absolutely below <paramref name="floor"/>.</summary>
    /// <param name="file">Reference file.</param>
    /// <param name="method">Estimator, interval or procedure.</param>
    /// <param name="quantity">What is compared.</param>
    /// <param name="expected">The reference; <c>null</c> where it has none.</param>
    /// <param name="actual">Ours.</param>
    /// <param name="tolerance">Relative.</param>
    /// <param name="floor">Size below which differences are absolute: |difference| ≤ tolerance · floor.</param>
    /// <param name="context">For the message.</param>
    public void Check(string file, string method, string quantity, double? expected, double? actual, double tolerance, double floor, string context)
    {
        var key = (file, method, quantity);
        if (!_entries.TryGetValue(key, out var entry))
        {
            _entries[key] = entry = new Entry();
        }

        entry.Count++;
        if (expected is null || actual is null)
        {
            if (expected is not null || actual is not null)
            {
                _failures.Add(FormattableString.Invariant($"{file} {method} {quantity} {context}: expected {expected?.ToString("R", null) ?? "null"}, was {actual?.ToString("R", null) ?? "null"}"));
            }

            return;
        }

        var difference = expected == actual ? 0 : Math.Abs(actual.Value - expected.Value) / Math.Max(Math.Abs(expected.Value), floor);
        entry.Largest = Math.Max(entry.Largest, difference);
        if (!(difference <= tolerance))
        {
            _failures.Add(FormattableString.Invariant($"{file} {method} {quantity} {context}: expected {expected:R}, was {actual:R} ({difference:G2} relative, {tolerance:G2} allowed)"));
        }
    }

    /// <summary>Fails with the first of the differences beyond tolerance.</summary>
    public void Verify()
    {
        Assert.True(_entries.Count > 0, "Nothing was compared.");
        Assert.True(_failures.Count == 0, FormattableString.Invariant($"{_failures.Count} of {_entries.Values.Sum(e => e.Count)} numbers differ:\n{string.Join('\n', _failures.Take(25))}"));
    }

    internal sealed class Entry
    {
        public int Count { get; set; }

        public double Largest { get; set; }
    }
}
