namespace CarTEvidence.Resampling.Tests;

internal static class PooledEstimators
{
    /// <summary>Those that pool effects; the binomial-normal model is fitted to events and has tests of its own.</summary>
    public static PooledEstimator[] OfEffects { get; } = [.. Enum.GetValues<PooledEstimator>().Where(estimator => estimator != PooledEstimator.BinomialNormal)];
}
