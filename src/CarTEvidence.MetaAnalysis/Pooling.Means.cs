namespace CarTEvidence.MetaAnalysis;

public static partial class Pooling
{
    /// <summary>Pools means of single arms.</summary>
    /// <param name="data">Mean, standard deviation and patients, one entry a study, k ≥ 1.</param>
    /// <param name="options">Measure, model, estimator and intervals; <c>null</c> takes means, REML and Wald.</param>
    /// <param name="grouping">A column that sorts the studies into subgroups; <c>null</c> for none.</param>
    /// <param name="moderators">Moderators of a meta-regression; <c>null</c> for none.</param>
    /// <exception cref="ArgumentException">The measure belongs to another kind of data, a column has the wrong length, or the model cannot take what was asked of it.</exception>
    public static PooledEffect Means(MeanData data, MeanOptions? options = null, Grouping? grouping = null, Moderators? moderators = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Means(data.Study, m => MeanEffects.Compute(data, m), Measure.Mean, options, grouping, moderators);
    }

    /// <summary>Compares means of two arms.</summary>
    /// <param name="data">Mean, standard deviation and patients of both arms, one entry a study, k ≥ 1.</param>
    /// <param name="options">Measure, model, estimator and intervals; <c>null</c> takes mean differences, REML and Wald.</param>
    /// <param name="grouping">A column that sorts the studies into subgroups; <c>null</c> for none.</param>
    /// <param name="moderators">Moderators of a meta-regression; <c>null</c> for none.</param>
    /// <exception cref="ArgumentException">The measure belongs to another kind of data, a column has the wrong length, or the model cannot take what was asked of it.</exception>
    public static PooledEffect Means(TwoArmMeanData data, MeanOptions? options = null, Grouping? grouping = null, Moderators? moderators = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Means(data.Study, m => MeanEffects.Compute(data, m), Measure.MeanDifference, options, grouping, moderators);
    }

    /// <summary>Pools mean changes within one arm.</summary>
    /// <param name="data">Means and standard deviations before and after, patients and correlation, one entry a study, k ≥ 1.</param>
    /// <param name="options">Measure, model, estimator and intervals; <c>null</c> takes mean changes, REML and Wald.</param>
    /// <param name="grouping">A column that sorts the studies into subgroups; <c>null</c> for none.</param>
    /// <param name="moderators">Moderators of a meta-regression; <c>null</c> for none.</param>
    /// <exception cref="ArgumentException">The measure belongs to another kind of data, a column has the wrong length, or the model cannot take what was asked of it.</exception>
    public static PooledEffect Means(MeanChangeData data, MeanOptions? options = null, Grouping? grouping = null, Moderators? moderators = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Means(data.Study, m => MeanEffects.Compute(data, m), Measure.MeanChange, options, grouping, moderators);
    }

    private static PooledEffect Means(
        IReadOnlyList<string> study, Func<Measure, EffectSizeColumns> effects, Measure standard, MeanOptions? options, Grouping? grouping, Moderators? moderators)
    {
        var choices = options ?? MeanOptions.Default;
        var measure = choices.Measure ?? standard;
        RequireInverseVariance(choices.Model, standard.Kind, nameof(options));
        return InverseVariance(StudyColumns.FromEffects(measure, study, effects(measure), choices.Level), choices, choices.Model, grouping, moderators);
    }
}
