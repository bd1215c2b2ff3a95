namespace CarTEvidence.MetaAnalysis;

/// <summary>How many replicates were as extreme as the data, at the distances from an estimate at which the search for one end of its interval may look.</summary>
/// <param name="Counts">By distance in standard errors, from the nearest on.</param>
internal sealed record WildEnd(IReadOnlyList<(double Distance, long AsExtreme)> Counts)
{
    /// <summary>That of a part without replicates: it could look anywhere.</summary>
    public static WildEnd Empty { get; } = new([]);

    /// <summary>The counts of several parts together, where all of them have looked.</summary>
    public static WildEnd Sum(IReadOnlyList<WildEnd> parts) => parts.Count == 0
        ? Empty
        : new([
            .. parts.SelectMany(part => part.Counts)
                .GroupBy(count => count.Distance)
                .Where(looks => looks.Count() == parts.Count)
                .OrderBy(looks => looks.Key)
                .Select(looks => (looks.Key, looks.Sum(look => look.AsExtreme))),
        ]);

    /// <summary>The end; <c>null</c> where there is no bound.</summary>
    /// <param name="isRejected">Whether a count rejects.</param>
    /// <exception cref="InvalidOperationException">The search leads where a part has not looked.</exception>
    public double? Find(Func<long, bool> isRejected)
    {
        var known = Counts.ToDictionary(count => count.Distance, count => count.AsExtreme);
        return WildSearch.Find(distance => known.TryGetValue(distance, out var asExtreme)
            ? isRejected(asExtreme)
            : throw new InvalidOperationException(
                FormattableString.Invariant($"A limit leads to {distance} standard errors from the estimate, where a part has not looked; that has a chance of one in some hundred million. Take another seed, or one run.")));
    }
}
