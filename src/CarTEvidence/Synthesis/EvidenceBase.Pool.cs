using CarTEvidence.MetaAnalysis;

namespace CarTEvidence;

public sealed partial class EvidenceBase
{
    /// <summary>Pools an outcome over the selected arms, with shared patients resolved by the policy.</summary>
    /// <param name="outcome">What is pooled.</param>
    /// <param name="options">Model, estimator and intervals; <c>null</c> for the binomial-normal model with profile-likelihood intervals.</param>
    /// <param name="by">Column that sorts the arms into subgroups, by its header name in any case; <c>null</c> for none. Shared patients are resolved before the arms are sorted.</param>
    /// <returns>The pooled proportion with everything it rests on. With no events, or nothing but events, it is 0 or 1 with the exact interval of the pooled counts, and a note.</returns>
    /// <exception cref="ArgumentException">There is no such column, or the model cannot take what was asked of it.</exception>
    /// <exception cref="NoDataException">No selected arm reports the outcome; <see cref="ArmsReporting"/> tells beforehand.</exception>
    /// <exception cref="OverlapException">Reports share patients and the policy is <see cref="OverlapPolicy.Fail"/>.</exception>
    public PooledOutcome Pool(Outcome outcome, ProportionOptions? options = null, string? by = null) => Count(outcome, by).Pool(options);
}
