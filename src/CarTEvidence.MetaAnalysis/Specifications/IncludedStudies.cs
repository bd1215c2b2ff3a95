namespace CarTEvidence.MetaAnalysis;

/// <summary>The studies that one rule of inclusion leaves.</summary>
/// <param name="Rule">What the rule is called, for example <c>trials only</c>.</param>
/// <param name="Data">Their counts.</param>
public sealed record IncludedStudies(string Rule, ProportionData Data)
{
    /// <summary>What the rule that leaves nothing out is called.</summary>
    public const string AllStudies = "all studies";

    /// <summary>All studies.</summary>
    /// <param name="data">Their counts.</param>
    public static IncludedStudies All(ProportionData data) => new(AllStudies, data);

    /// <summary>The studies with at least so many patients.</summary>
    /// <param name="data">Counts of all studies.</param>
    /// <param name="patients">Fewest evaluable patients of a study, at least 1.</param>
    /// <returns><c>null</c> if no study is so large.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static IncludedStudies? AtLeast(ProportionData data, int patients)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(patients, 1);
        ProportionStudy[] large = [.. data.Where(study => study.Total >= patients)];
        return large.Length == 0 ? null : new(FormattableString.Invariant($"at least {patients} patients"), new ProportionData(large));
    }
}
