using System.Globalization;

namespace CarTEvidence;

/// <summary>Follow-up in months. Valid once built: 0 ≤ minimum ≤ median ≤ maximum, as far as they are reported.</summary>
public sealed record FollowUp
{
    /// <summary>Takes what is reported, in months.</summary>
    /// <param name="median">Median; for one patient, that patient's follow-up.</param>
    /// <param name="minimum">Shortest.</param>
    /// <param name="maximum">Longest.</param>
    /// <exception cref="ArgumentException">A value is negative, not finite, or out of order.</exception>
    public FollowUp(double? median, double? minimum = null, double? maximum = null)
    {
        foreach (var violation in Check(median, minimum, maximum))
        {
            throw new ArgumentException(violation.Message, violation.Part);
        }

        Median = median;
        Minimum = minimum;
        Maximum = maximum;
    }

    /// <summary>Median in months; <c>null</c> if it is not reported.</summary>
    public double? Median { get; }

    /// <summary>Shortest in months; <c>null</c> if it is not reported.</summary>
    public double? Minimum { get; }

    /// <summary>Longest in months; <c>null</c> if it is not reported.</summary>
    public double? Maximum { get; }

    /// <summary>For example <c>8 months (5 to 17)</c>.</summary>
    public override string ToString()
    {
        var range = Minimum is null && Maximum is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" ({Show(Minimum)} to {Show(Maximum)})");
        return $"{Show(Median)} months{range}";
    }

    internal static IReadOnlyList<Violation> Check(double? median, double? minimum, double? maximum)
    {
        var found = new List<Violation>();
        (string Name, double? Value)[] all = [("minimum", minimum), ("median", median), ("maximum", maximum)];
        foreach (var (name, value) in all)
        {
            if (value is { } v && !(v >= 0 && double.IsFinite(v)))
            {
                found.Add(new(name, $"the {name} follow-up, {Show(value)} months, is not a length of time"));
            }
        }

        var known = all.Where(part => part.Value is not null).ToArray();
        for (var i = 1; i < known.Length; i++)
        {
            if (known[i - 1].Value > known[i].Value)
            {
                found.Add(new(known[i].Name, $"the {known[i - 1].Name} follow-up, {Show(known[i - 1].Value)} months, is longer than the {known[i].Name}, {Show(known[i].Value)}"));
            }
        }

        return found;
    }

    private static string Show(double? months) => months?.ToString("R", CultureInfo.InvariantCulture) ?? "?";
}
