namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    /// <summary>A confidence interval of tau², and of I² and H² as they follow from it with the typical sampling variance.</summary>
    /// <param name="method">Q-profile and Biggerstaff–Jackson make no use of the estimator; profile likelihood is the full one after ML and the restricted one after any other.</param>
    /// <returns>The interval at the level of the fit; limits are 0 where the data vary less than chance alone allows; <c>null</c> for one study, and for models that are not by inverse variance and have none of this method.</returns>
    /// <remarks>References stand at the names in <see cref="TauSquaredIntervalMethod"/>. O(k) for each evaluation; nothing is kept.</remarks>
    public TauSquaredInterval? TauSquaredIntervalBy(TauSquaredIntervalMethod method) =>
        Source is { } source
            ? MetaAnalysis.TauSquaredIntervals.Compute(source.Fit, method)
            : TauSquaredIntervals.FirstOrDefault(i => i.Method == method);
}
