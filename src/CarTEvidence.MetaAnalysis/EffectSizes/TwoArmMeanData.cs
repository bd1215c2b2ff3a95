namespace CarTEvidence.MetaAnalysis;

/// <summary>Means, standard deviations and numbers of patients of two arms, one entry a study. Valid once built.</summary>
/// <remarks>Columns of equal length k are kept as arrays, so that a million studies cost no object each.</remarks>
public sealed class TwoArmMeanData
{
    private readonly string[] _study;
    private readonly double[] _mean1;
    private readonly double[] _sd1;
    private readonly long[] _n1;
    private readonly double[] _mean2;
    private readonly double[] _sd2;
    private readonly long[] _n2;

    /// <summary>Takes copies of columns of equal length k ≥ 1.</summary>
    /// <param name="study">Study labels, length k.</param>
    /// <param name="mean1">Means of the treated arm, length k, finite.</param>
    /// <param name="sd1">Standard deviations of the treated arm, length k, above 0 and finite.</param>
    /// <param name="n1">Treated patients, length k, each at least 2.</param>
    /// <param name="mean2">Means of the control arm, length k, finite.</param>
    /// <param name="sd2">Standard deviations of the control arm, length k, above 0 and finite.</param>
    /// <param name="n2">Control patients, length k, each at least 2.</param>
    /// <exception cref="ArgumentException">Lengths differ, no study is given, or a value is impossible; the message names the study and the value.</exception>
    public TwoArmMeanData(
        IEnumerable<string> study,
        IEnumerable<double> mean1,
        IEnumerable<double> sd1,
        IEnumerable<long> n1,
        IEnumerable<double> mean2,
        IEnumerable<double> sd2,
        IEnumerable<long> n2)
    {
        _study = ColumnCheck.Labels(study);
        _mean1 = ColumnCheck.Copy(mean1, _study.Length, nameof(mean1));
        _sd1 = ColumnCheck.Copy(sd1, _study.Length, nameof(sd1));
        _n1 = ColumnCheck.Copy(n1, _study.Length, nameof(n1));
        _mean2 = ColumnCheck.Copy(mean2, _study.Length, nameof(mean2));
        _sd2 = ColumnCheck.Copy(sd2, _study.Length, nameof(sd2));
        _n2 = ColumnCheck.Copy(n2, _study.Length, nameof(n2));
        for (var i = 0; i < _study.Length; i++)
        {
            ColumnCheck.Require(double.IsFinite(_mean1[i]), _study, i, nameof(mean1), _mean1[i], "must be finite");
            ColumnCheck.Require(_sd1[i] > 0 && double.IsFinite(_sd1[i]), _study, i, nameof(sd1), _sd1[i], "must be above 0 and finite");
            ColumnCheck.Require(_n1[i] >= 2, _study, i, nameof(n1), _n1[i], "must be at least 2");
            ColumnCheck.Require(double.IsFinite(_mean2[i]), _study, i, nameof(mean2), _mean2[i], "must be finite");
            ColumnCheck.Require(_sd2[i] > 0 && double.IsFinite(_sd2[i]), _study, i, nameof(sd2), _sd2[i], "must be above 0 and finite");
            ColumnCheck.Require(_n2[i] >= 2, _study, i, nameof(n2), _n2[i], "must be at least 2");
        }
    }

    /// <summary>Number of studies, k.</summary>
    public int Count => _study.Length;

    /// <summary>Study labels, length k.</summary>
    public IReadOnlyList<string> Study => _study;

    /// <summary>Means of the treated arm, length k, finite.</summary>
    public ReadOnlySpan<double> Mean1 => _mean1;

    /// <summary>Standard deviations of the treated arm, length k, above 0 and finite.</summary>
    public ReadOnlySpan<double> Sd1 => _sd1;

    /// <summary>Treated patients, length k, each at least 2.</summary>
    public ReadOnlySpan<long> N1 => _n1;

    /// <summary>Means of the control arm, length k, finite.</summary>
    public ReadOnlySpan<double> Mean2 => _mean2;

    /// <summary>Standard deviations of the control arm, length k, above 0 and finite.</summary>
    public ReadOnlySpan<double> Sd2 => _sd2;

    /// <summary>Control patients, length k, each at least 2.</summary>
    public ReadOnlySpan<long> N2 => _n2;

    /// <summary>The studies' effect sizes on the scale of a measure.</summary>
    /// <param name="measure">A measure of two means.</param>
    /// <returns>One entry a study, length k; undefined effects are <c>null</c>.</returns>
    /// <exception cref="ArgumentException">The measure belongs to another kind of data.</exception>
    public IReadOnlyList<EffectSize> EffectSizes(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return MeanEffects.Compute(this, measure).WithLabels(_study);
    }

    /// <summary>Some of the studies, in the order of the indices.</summary>
    internal TwoArmMeanData Select(IReadOnlyList<int> studies) => new(
        studies.Select(i => _study[i]),
        studies.Select(i => _mean1[i]),
        studies.Select(i => _sd1[i]),
        studies.Select(i => _n1[i]),
        studies.Select(i => _mean2[i]),
        studies.Select(i => _sd2[i]),
        studies.Select(i => _n2[i]));
}
