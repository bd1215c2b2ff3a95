using CarTEvidence.Cli.Printing;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Sources;

/// <summary>The meta-regression that a wild bootstrap fits to every replicate, with z statistics or cluster-robust ones.</summary>
internal sealed record WildModel(PooledEstimator Estimator, double Level)
{
    /// <summary>Name of the estimator.</summary>
    public string Name => BootstrapNames.Of(Estimator);

    /// <summary>The fit of the studies as they are.</summary>
    /// <exception cref="ArgumentException">The data do not allow it.</exception>
    /// <exception cref="UsageException">The estimator is none of a regression of effects.</exception>
    public PooledEffect Fit(EffectColumns data, ModeratorColumns moderators)
    {
        var options = new GenericOptions { Model = Estimator == PooledEstimator.CommonEffect ? PoolingModel.Common : PoolingModel.Random, Interval = IntervalMethod.Wald, Level = Level };
        options = Estimator switch
        {
            PooledEstimator.CommonEffect => options,
            PooledEstimator.BinomialNormal => throw new UsageException("--tau2 binomial-normal is a model of events; a wild bootstrap has effects."),
            _ => options with { TauSquared = MethodNames.TauSquaredEstimators.Parse(Name) },
        };
        return Pooling.Generic(
            new GenericData(moderators.Known.Select(i => data.Study[i]), moderators.Known.Select(i => data.Effect[i]), moderators.Known.Select(i => data.Variance[i])),
            options,
            moderators: moderators.Names.Zip(moderators.Columns).Aggregate(Moderators.None, (list, column) => list.With(column.First, column.Second)));
    }
}
