namespace CarTEvidence.MetaAnalysis;

/// <summary>Means before and after within one arm, one entry a study. Valid once built.</summary>
/// <remarks>Columns of equal length k are kept as arrays, so that a million studies cost no object each.</remarks>
public sealed class MeanChangeData
{
    private readonly string[] _study;
    private readonly double[] _meanBefore;
    private readonly double[] _sdBefore;
    private readonly double[] _meanAfter;
    private readonly double[] _sdAfter;
    private readonly long[] _n;
    private readonly double[] _correlation;

    /// <summary>Takes copies of columns of equal length k ≥ 1.</summary>
    /// <param name="study">Study labels, length k.</param>
    /// <param name="meanBefore">Means at the first measurement, length k, finite.</param>
    /// <param name="sdBefore">Standard deviations at the first measurement, length k, above 0 and finite.</param>
    /// <param name="meanAfter">Means at the later measurement, length k, finite.</param>
    /// <param name="sdAfter">Standard deviations at the later measurement, length k, above 0 and finite.</param>
    /// <param name="n">Patients, length k, each at least 2.</param>
    /// <param name="correlation">Correlation of the two measurements of a patient, length k, strictly between −1 and 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, no study is given, or a value is impossible; the message names the study and the value.</exception>
    public MeanChangeData(
        IEnumerable<string> study,
        IEnumerable<double> meanBefore,
        IEnumerable<double> sdBefore,
        IEnumerable<double> meanAfter,
        IEnumerable<double> sdAfter,
        IEnumerable<long> n,
        IEnumerable<double> correlation)
    {
        _study = ColumnCheck.Labels(study);
        _meanBefore = ColumnCheck.Copy(meanBefore, _study.Length, nameof(meanBefore));
        _sdBefore = ColumnCheck.Copy(sdBefore, _study.Length, nameof(sdBefore));
        _meanAfter = ColumnCheck.Copy(meanAfter, _study.Length, nameof(meanAfter));
        _sdAfter = ColumnCheck.Copy(sdAfter, _study.Length, nameof(sdAfter));
        _n = ColumnCheck.Copy(n, _study.Length, nameof(n));
        _correlation = ColumnCheck.Copy(correlation, _study.Length, nameof(correlation));
        for (var i = 0; i < _study.Length; i++)
        {
            ColumnCheck.Require(double.IsFinite(_meanBefore[i]), _study, i, nameof(meanBefore), _meanBefore[i], "must be finite");
            ColumnCheck.Require(_sdBefore[i] > 0 && double.IsFinite(_sdBefore[i]), _study, i, nameof(sdBefore), _sdBefore[i], "must be above 0 and finite");
            ColumnCheck.Require(double.IsFinite(_meanAfter[i]), _study, i, nameof(meanAfter), _meanAfter[i], "must be finite");
            ColumnCheck.Require(_sdAfter[i] > 0 && double.IsFinite(_sdAfter[i]), _study, i, nameof(sdAfter), _sdAfter[i], "must be above 0 and finite");
            ColumnCheck.Require(_n[i] >= 2, _study, i, nameof(n), _n[i], "must be at least 2");
            ColumnCheck.Require(_correlation[i] is > -1 and < 1, _study, i, nameof(correlation), _correlation[i], "must lie strictly between -1 and 1");
        }
    }

    /// <summary>Number of studies, k.</summary>
    public int Count => _study.Length;

    /// <summary>Study labels, length k.</summary>
    public IReadOnlyList<string> Study => _study;

    /// <summary>Means at the first measurement, length k, finite.</summary>
    public ReadOnlySpan<double> MeanBefore => _meanBefore;

    /// <summary>Standard deviations at the first measurement, length k, above 0 and finite.</summary>
    public ReadOnlySpan<double> SdBefore => _sdBefore;

    /// <summary>Means at the later measurement, length k, finite.</summary>
    public ReadOnlySpan<double> MeanAfter => _meanAfter;

    /// <summary>Standard deviations at the later measurement, length k, above 0 and finite.</summary>
    public ReadOnlySpan<double> SdAfter => _sdAfter;

    /// <summary>Patients, length k, each at least 2.</summary>
    public ReadOnlySpan<long> N => _n;

    /// <summary>Correlation of the two measurements of a patient, length k, strictly between −1 and 1.</summary>
    public ReadOnlySpan<double> Correlation => _correlation;

    /// <summary>The studies' effect sizes on the scale of a measure.</summary>
    /// <param name="measure">A measure of change.</param>
    /// <returns>One entry a study, length k; undefined effects are <c>null</c>.</returns>
    /// <exception cref="ArgumentException">The measure belongs to another kind of data.</exception>
    public IReadOnlyList<EffectSize> EffectSizes(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return MeanEffects.Compute(this, measure).WithLabels(_study);
    }

    /// <summary>Some of the studies, in the order of the indices.</summary>
    internal MeanChangeData Select(IReadOnlyList<int> studies) => new(
        studies.Select(i => _study[i]),
        studies.Select(i => _meanBefore[i]),
        studies.Select(i => _sdBefore[i]),
        studies.Select(i => _meanAfter[i]),
        studies.Select(i => _sdAfter[i]),
        studies.Select(i => _n[i]),
        studies.Select(i => _correlation[i]));
}
