namespace CarTEvidence.MetaAnalysis;

/// <summary>Events per person-time of one arm, one entry a study. Valid once built.</summary>
/// <remarks>Columns of equal length k are kept as arrays, so that a million studies cost no object each.</remarks>
public sealed class RateData
{
    private readonly string[] _study;
    private readonly long[] _events;
    private readonly double[] _time;

    /// <summary>Takes copies of columns of equal length k ≥ 1.</summary>
    /// <param name="study">Study labels, length k.</param>
    /// <param name="events">Events, length k, each 0 or more.</param>
    /// <param name="time">Person-time, length k, each above 0 and finite.</param>
    /// <exception cref="ArgumentException">Lengths differ, no study is given, or a value is impossible; the message names the study and the value.</exception>
    public RateData(IEnumerable<string> study, IEnumerable<long> events, IEnumerable<double> time)
    {
        _study = ColumnCheck.Labels(study);
        _events = ColumnCheck.Copy(events, _study.Length, nameof(events));
        _time = ColumnCheck.Copy(time, _study.Length, nameof(time));
        for (var i = 0; i < _study.Length; i++)
        {
            ColumnCheck.Require(_events[i] >= 0, _study, i, nameof(events), _events[i], "must be 0 or more");
            ColumnCheck.Require(_time[i] > 0 && double.IsFinite(_time[i]), _study, i, nameof(time), _time[i], "must be above 0 and finite");
        }
    }

    /// <summary>Number of studies, k.</summary>
    public int Count => _study.Length;

    /// <summary>Study labels, length k.</summary>
    public IReadOnlyList<string> Study => _study;

    /// <summary>Events, length k, each 0 or more.</summary>
    public ReadOnlySpan<long> Events => _events;

    /// <summary>Person-time, length k, each above 0 and finite.</summary>
    public ReadOnlySpan<double> Time => _time;

    /// <summary>The studies' effect sizes on the scale of a measure.</summary>
    /// <param name="measure">A measure of rates.</param>
    /// <param name="correction">Correction of zero cells; <c>null</c> takes the measure's own default.</param>
    /// <returns>One entry a study, length k; undefined effects are <c>null</c>.</returns>
    /// <exception cref="ArgumentException">The measure belongs to another kind of data.</exception>
    public IReadOnlyList<EffectSize> EffectSizes(Measure measure, ZeroCorrection? correction = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return RateEffects.Compute(this, measure, correction).WithLabels(_study);
    }

    /// <summary>Some of the studies, in the order of the indices.</summary>
    internal RateData Select(IReadOnlyList<int> studies) => new(studies.Select(i => _study[i]), studies.Select(i => _events[i]), studies.Select(i => _time[i]));
}
