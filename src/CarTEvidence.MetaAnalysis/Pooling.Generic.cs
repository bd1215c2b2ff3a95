namespace CarTEvidence.MetaAnalysis;

public static partial class Pooling
{
    /// <summary>Pools effects with given sampling variances.</summary>
    /// <param name="data">Effect and variance, one entry a study, k ≥ 1.</param>
    /// <param name="options">Measure, model, estimator and intervals; <c>null</c> takes the effects on their own scale, REML and Wald.</param>
    /// <param name="grouping">A column that sorts the studies into subgroups; <c>null</c> for none.</param>
    /// <param name="moderators">Moderators of a meta-regression; <c>null</c> for none.</param>
    /// <exception cref="ArgumentException">The measure belongs to another kind of data, a column has the wrong length, or the model cannot take what was asked of it.</exception>
    public static PooledEffect Generic(GenericData data, GenericOptions? options = null, Grouping? grouping = null, Moderators? moderators = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var choices = options ?? GenericOptions.Default;
        RequireInverseVariance(choices.Model, MeasureKind.Generic, nameof(options));
        var effects = new EffectSizeColumns(data.Effect.ToArray(), data.Variance.ToArray());
        return InverseVariance(StudyColumns.FromEffects(choices.Measure, data.Study, effects, choices.Level), choices, choices.Model, grouping, moderators);
    }
}
