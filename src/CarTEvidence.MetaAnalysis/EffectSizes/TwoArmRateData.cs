namespace CarTEvidence.MetaAnalysis;

/// <summary>Events per person-time of a treated and a control arm, one entry a study. Valid once built.</summary>
/// <remarks>Columns of equal length k are kept as arrays, so that a million studies cost no object each.</remarks>
public sealed class TwoArmRateData
{
    private readonly string[] _study;
    private readonly long[] _eventsTreated;
    private readonly double[] _timeTreated;
    private readonly long[] _eventsControl;
    private readonly double[] _timeControl;

    /// <summary>Takes copies of columns of equal length k ≥ 1.</summary>
    /// <param name="study">Study labels, length k.</param>
    /// <param name="eventsTreated">Events under treatment, length k, each 0 or more.</param>
    /// <param name="timeTreated">Person-time under treatment, length k, each above 0 and finite.</param>
    /// <param name="eventsControl">Events under control, length k, each 0 or more.</param>
    /// <param name="timeControl">Person-time under control, length k, each above 0 and finite.</param>
    /// <exception cref="ArgumentException">Lengths differ, no study is given, or a value is impossible; the message names the study and the value.</exception>
    public TwoArmRateData(
        IEnumerable<string> study,
        IEnumerable<long> eventsTreated,
        IEnumerable<double> timeTreated,
        IEnumerable<long> eventsControl,
        IEnumerable<double> timeControl)
    {
        _study = ColumnCheck.Labels(study);
        _eventsTreated = ColumnCheck.Copy(eventsTreated, _study.Length, nameof(eventsTreated));
        _timeTreated = ColumnCheck.Copy(timeTreated, _study.Length, nameof(timeTreated));
        _eventsControl = ColumnCheck.Copy(eventsControl, _study.Length, nameof(eventsControl));
        _timeControl = ColumnCheck.Copy(timeControl, _study.Length, nameof(timeControl));
        for (var i = 0; i < _study.Length; i++)
        {
            ColumnCheck.Require(_eventsTreated[i] >= 0, _study, i, nameof(eventsTreated), _eventsTreated[i], "must be 0 or more");
            ColumnCheck.Require(
                _timeTreated[i] > 0 && double.IsFinite(_timeTreated[i]),
                _study, i, nameof(timeTreated), _timeTreated[i], "must be above 0 and finite");
            ColumnCheck.Require(_eventsControl[i] >= 0, _study, i, nameof(eventsControl), _eventsControl[i], "must be 0 or more");
            ColumnCheck.Require(
                _timeControl[i] > 0 && double.IsFinite(_timeControl[i]),
                _study, i, nameof(timeControl), _timeControl[i], "must be above 0 and finite");
        }
    }

    /// <summary>Number of studies, k.</summary>
    public int Count => _study.Length;

    /// <summary>Study labels, length k.</summary>
    public IReadOnlyList<string> Study => _study;

    /// <summary>Events under treatment, length k, each 0 or more.</summary>
    public ReadOnlySpan<long> EventsTreated => _eventsTreated;

    /// <summary>Person-time under treatment, length k, each above 0 and finite.</summary>
    public ReadOnlySpan<double> TimeTreated => _timeTreated;

    /// <summary>Events under control, length k, each 0 or more.</summary>
    public ReadOnlySpan<long> EventsControl => _eventsControl;

    /// <summary>Person-time under control, length k, each above 0 and finite.</summary>
    public ReadOnlySpan<double> TimeControl => _timeControl;

    /// <summary>The studies' effect sizes on the scale of a measure.</summary>
    /// <param name="measure">A measure of two arms of person-time.</param>
    /// <param name="correction">Correction of zero cells; <c>null</c> takes the measure's own default.</param>
    /// <returns>One entry a study, length k; undefined effects are <c>null</c>.</returns>
    /// <exception cref="ArgumentException">The measure belongs to another kind of data.</exception>
    public IReadOnlyList<EffectSize> EffectSizes(Measure measure, ZeroCorrection? correction = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return TwoArmRateEffects.Compute(this, measure, correction).WithLabels(_study);
    }

    /// <summary>Some of the studies, in the order of the indices.</summary>
    internal TwoArmRateData Select(IReadOnlyList<int> studies) => new(
        studies.Select(i => _study[i]),
        studies.Select(i => _eventsTreated[i]),
        studies.Select(i => _timeTreated[i]),
        studies.Select(i => _eventsControl[i]),
        studies.Select(i => _timeControl[i]));
}
