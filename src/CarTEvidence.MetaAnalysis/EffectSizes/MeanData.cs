namespace CarTEvidence.MetaAnalysis;

/// <summary>Mean, standard deviation and number of patients of one arm, one entry a study. Valid once built.</summary>
/// <remarks>Columns of equal length k are kept as arrays, so that a million studies cost no object each.</remarks>
public sealed class MeanData
{
    private readonly string[] _study;
    private readonly double[] _mean;
    private readonly double[] _sd;
    private readonly long[] _n;

    /// <summary>Takes copies of columns of equal length k ≥ 1.</summary>
    /// <param name="study">Study labels, length k.</param>
    /// <param name="mean">Means, length k, finite.</param>
    /// <param name="sd">Standard deviations of single patients, length k, above 0 and finite.</param>
    /// <param name="n">Patients, length k, each at least 2.</param>
    /// <exception cref="ArgumentException">Lengths differ, no study is given, or a value is impossible; the message names the study and the value.</exception>
    public MeanData(IEnumerable<string> study, IEnumerable<double> mean, IEnumerable<double> sd, IEnumerable<long> n)
    {
        _study = ColumnCheck.Labels(study);
        _mean = ColumnCheck.Copy(mean, _study.Length, nameof(mean));
        _sd = ColumnCheck.Copy(sd, _study.Length, nameof(sd));
        _n = ColumnCheck.Copy(n, _study.Length, nameof(n));
        for (var i = 0; i < _study.Length; i++)
        {
            ColumnCheck.Require(double.IsFinite(_mean[i]), _study, i, nameof(mean), _mean[i], "must be finite");
            ColumnCheck.Require(_sd[i] > 0 && double.IsFinite(_sd[i]), _study, i, nameof(sd), _sd[i], "must be above 0 and finite");
            ColumnCheck.Require(_n[i] >= 2, _study, i, nameof(n), _n[i], "must be at least 2");
        }
    }

    /// <summary>Number of studies, k.</summary>
    public int Count => _study.Length;

    /// <summary>Study labels, length k.</summary>
    public IReadOnlyList<string> Study => _study;

    /// <summary>Means, length k, finite.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Standard deviations of single patients, length k, above 0 and finite.</summary>
    public ReadOnlySpan<double> Sd => _sd;

    /// <summary>Patients, length k, each at least 2.</summary>
    public ReadOnlySpan<long> N => _n;

    /// <summary>The studies' effect sizes on the scale of a measure.</summary>
    /// <param name="measure">A measure of one mean.</param>
    /// <returns>One entry a study, length k; undefined effects are <c>null</c>.</returns>
    /// <exception cref="ArgumentException">The measure belongs to another kind of data.</exception>
    public IReadOnlyList<EffectSize> EffectSizes(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return MeanEffects.Compute(this, measure).WithLabels(_study);
    }

    /// <summary>Some of the studies, in the order of the indices.</summary>
    internal MeanData Select(IReadOnlyList<int> studies) => new(
        studies.Select(i => _study[i]),
        studies.Select(i => _mean[i]),
        studies.Select(i => _sd[i]),
        studies.Select(i => _n[i]));
}
