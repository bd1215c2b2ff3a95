using CarTEvidence.Notebooks;

namespace CarTEvidence;

/// <summary>What was done about shared patients for one outcome: which arms stayed, which left, by which rule and in favour of what.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Kept">The arms that stayed, in the order of the file.</param>
/// <param name="Dropped">The arms that left, in the order of the file; none under the policy <see cref="OverlapPolicy.Keep"/>.</param>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed record OverlapAudit(OverlapPolicy Policy, IReadOnlyList<OverlapKept> Kept, IReadOnlyList<OverlapDropped> Dropped)
{
    /// <summary>For example <c>resolve: 26 arms kept, 3 dropped</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Policy.Code()}: {Plural.Of(Kept.Count, "arm")} kept, {Dropped.Count} dropped");
}
