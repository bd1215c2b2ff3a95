using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

public sealed partial record WildBootstrapRegression
{
    /// <summary>Joins the parts of one run.</summary>
    /// <param name="parts">Results of adjoining ranges of one run, in any order; at least one.</param>
    /// <returns>Tests, and intervals once all replicates are there, bit for bit those of one run.</returns>
    /// <exception cref="ArgumentException">There is none, they are of different runs, or their ranges overlap or leave a gap.</exception>
    /// <exception cref="InvalidOperationException">A limit lies where a part has not looked, which has a chance of one in some hundred million.</exception>
    /// <remarks>
    /// A part counts at the values at which the search of the whole run may look: where its own replicates (and as many beside them as make 16,384) leave open which way that goes, it looks on both.
    /// </remarks>
    public static WildBootstrapRegression Merge(IReadOnlyList<WildBootstrapRegression> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
        {
            throw new ArgumentException("There is nothing to merge.", nameof(parts));
        }

        var first = parts[0];
        if (parts.FirstOrDefault(part => !part.IsOfTheRunOf(first)) is { } other)
        {
            throw new ArgumentException($"\"{other}\" is not a part of the same run as \"{first}\".", nameof(parts));
        }

        WildBootstrapCoefficient[] coefficients =
        [
            .. first.Coefficients.Select((coefficient, j) => coefficient with
            {
                Test = WildTest.Merge([.. parts.Select(part => part.Coefficients[j].Test)]),
                Interval = null,
                Ends = coefficient.Ends is null ? null : (Sum(j, ends => ends.Lower), Sum(j, ends => ends.Upper)),
            }),
        ];
        var omnibus = first.Omnibus is null ? null : WildTest.Merge([.. parts.Select(part => part.Omnibus!)]);
        var options = coefficients.Length > 0 ? coefficients[0].Test.Options : omnibus?.Options ?? first.Options;
        return (first with { Coefficients = coefficients, Omnibus = omnibus, Options = options }).Completed();

        WildEnd Sum(int j, Func<(WildEnd Lower, WildEnd Upper), WildEnd> end) =>
            WildEnd.Sum([.. parts.Where(part => part.Coefficients[j].Test.Replicates > 0).Select(part => end(part.Coefficients[j].Ends!.Value))]);
    }

    private bool IsOfTheRunOf(WildBootstrapRegression other) =>
        ClusterCount == other.ClusterCount && IsClustered == other.IsClustered && Level.Equals(other.Level) && (Omnibus is null) == (other.Omnibus is null)
        && Options with { Range = null, Threads = 1, Kernel = KernelPath.Automatic } == other.Options with { Range = null, Threads = 1, Kernel = KernelPath.Automatic }
        && Untested.SequenceEqual(other.Untested) && Coefficients.Count == other.Coefficients.Count
        && Coefficients.Zip(other.Coefficients, (own, its) =>
            own.Name == its.Name && own.Estimate.Equals(its.Estimate) && own.StandardError.Equals(its.StandardError) && (own.Ends is null) == (its.Ends is null)).All(same => same);
}
