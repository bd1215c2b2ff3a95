using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Sources;

/// <summary>The model that a permutation test fits to every order, or to all signs.</summary>
internal sealed record PermutedModel(TauSquaredEstimator Estimator, IntervalMethod Interval, bool IsCommon)
{
    /// <summary>What the title says of it.</summary>
    public string Words => $", {(IsCommon ? "common effect" : $"tau² by {MethodNames.TauSquaredEstimators[Kept].Name}")}, {MethodNames.Intervals[Interval].Name} statistics";

    // Kenward and Roger's adjustment is of REML.
    private TauSquaredEstimator Kept => Interval == IntervalMethod.KenwardRoger ? TauSquaredEstimator.Reml : Estimator;

    /// <summary>The fit of the studies as they are.</summary>
    /// <exception cref="ArgumentException">The data do not allow it.</exception>
    public PooledEffect Fit(double[] effects, double[] variances, ModeratorColumns? moderators = null) => Pooling.Generic(
        new GenericData(Enumerable.Repeat(string.Empty, effects.Length), effects, variances),
        new GenericOptions { Model = IsCommon ? PoolingModel.Common : PoolingModel.Random, TauSquared = Estimator, Interval = Interval },
        moderators: moderators?.Names.Zip(moderators.Columns).Aggregate(Moderators.None, (list, column) => list.With(column.First, column.Second)));
}
