using CarTEvidence.Notebooks;

namespace CarTEvidence.Resampling;

/// <summary>The outcome of a permutation test of several moderators together, or of a part of one. Promises no value equality.</summary>
/// <param name="Omnibus">The test that no moderator matters; its statistic is QM, chi-squared in large samples, or F.</param>
/// <param name="Coefficients">The test of each moderator among the others, in their order; the statistics are z, or t.</param>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed partial record RegressionPermutation(PermutationResult Omnibus, IReadOnlyList<PermutationResult> Coefficients)
{
    /// <summary>The choices of the run.</summary>
    public PermutationOptions Options => Omnibus.Options;

    /// <summary>Names of the moderators, in their order; empty where they have none.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Joins the parts of one test.</summary>
    /// <param name="parts">Results of adjoining ranges of one run, in any order; at least one.</param>
    /// <exception cref="ArgumentException">There is none, they are of different tests, or their ranges overlap or leave a gap.</exception>
    public static RegressionPermutation Merge(IReadOnlyList<RegressionPermutation> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        PermutationResult omnibus = PermutationResult.Merge([.. parts.Select(part => part.Omnibus)]);
        return parts.All(part => part.Coefficients.Count == parts[0].Coefficients.Count && part.Names.SequenceEqual(parts[0].Names))
            ? new(omnibus, [.. Enumerable.Range(0, parts[0].Coefficients.Count).Select(j => PermutationResult.Merge([.. parts.Select(part => part.Coefficients[j])]))]) { Names = parts[0].Names }
            : throw new ArgumentException("The parts have different moderators.", nameof(parts));
    }

    /// <summary>One line.</summary>
    public override string ToString() => Omnibus.ToString();
}
