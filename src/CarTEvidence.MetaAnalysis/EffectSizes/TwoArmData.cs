namespace CarTEvidence.MetaAnalysis;

/// <summary>Events among the patients of a treated and a control arm, one entry a study. Valid once built: 0 ≤ events ≤ total in both.</summary>
/// <remarks>Columns of equal length k are kept as arrays, so that a million studies cost no object each.</remarks>
public sealed class TwoArmData
{
    private readonly string[] _study;
    private readonly long[] _eventsTreated;
    private readonly long[] _totalTreated;
    private readonly long[] _eventsControl;
    private readonly long[] _totalControl;

    /// <summary>Takes copies of columns of equal length k ≥ 1.</summary>
    /// <param name="study">Study labels, length k.</param>
    /// <param name="eventsTreated">Treated patients with the event, length k.</param>
    /// <param name="totalTreated">Treated patients, length k, each at least 1.</param>
    /// <param name="eventsControl">Control patients with the event, length k.</param>
    /// <param name="totalControl">Control patients, length k, each at least 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, no study is given, or a value is impossible; the message names the study and the value.</exception>
    public TwoArmData(
        IEnumerable<string> study,
        IEnumerable<long> eventsTreated,
        IEnumerable<long> totalTreated,
        IEnumerable<long> eventsControl,
        IEnumerable<long> totalControl)
    {
        _study = ColumnCheck.Labels(study);
        _eventsTreated = ColumnCheck.Copy(eventsTreated, _study.Length, nameof(eventsTreated));
        _totalTreated = ColumnCheck.Copy(totalTreated, _study.Length, nameof(totalTreated));
        _eventsControl = ColumnCheck.Copy(eventsControl, _study.Length, nameof(eventsControl));
        _totalControl = ColumnCheck.Copy(totalControl, _study.Length, nameof(totalControl));
        for (var i = 0; i < _study.Length; i++)
        {
            ColumnCheck.Require(_totalTreated[i] >= 1, _study, i, nameof(totalTreated), _totalTreated[i], "must be at least 1");
            ColumnCheck.Require(
                _eventsTreated[i] >= 0 && _eventsTreated[i] <= _totalTreated[i],
                _study, i, nameof(eventsTreated), _eventsTreated[i], "must lie between 0 and the total");
            ColumnCheck.Require(_totalControl[i] >= 1, _study, i, nameof(totalControl), _totalControl[i], "must be at least 1");
            ColumnCheck.Require(
                _eventsControl[i] >= 0 && _eventsControl[i] <= _totalControl[i],
                _study, i, nameof(eventsControl), _eventsControl[i], "must lie between 0 and the total");
        }
    }

    /// <summary>Number of studies, k.</summary>
    public int Count => _study.Length;

    /// <summary>Study labels, length k.</summary>
    public IReadOnlyList<string> Study => _study;

    /// <summary>Treated patients with the event, length k.</summary>
    public ReadOnlySpan<long> EventsTreated => _eventsTreated;

    /// <summary>Treated patients, length k, each at least 1.</summary>
    public ReadOnlySpan<long> TotalTreated => _totalTreated;

    /// <summary>Control patients with the event, length k.</summary>
    public ReadOnlySpan<long> EventsControl => _eventsControl;

    /// <summary>Control patients, length k, each at least 1.</summary>
    public ReadOnlySpan<long> TotalControl => _totalControl;

    /// <summary>The studies' effect sizes on the scale of a measure.</summary>
    /// <param name="measure">A measure of two arms.</param>
    /// <param name="correction">Correction of zero cells; <c>null</c> takes the measure's own default.</param>
    /// <returns>One entry a study, length k; undefined effects are <c>null</c>.</returns>
    /// <exception cref="ArgumentException">The measure belongs to another kind of data.</exception>
    public IReadOnlyList<EffectSize> EffectSizes(Measure measure, ZeroCorrection? correction = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return TwoArmEffects.Compute(this, measure, correction).WithLabels(_study);
    }

    /// <summary>Some of the studies, in the order of the indices.</summary>
    internal TwoArmData Select(IReadOnlyList<int> studies) => new(
        studies.Select(i => _study[i]),
        studies.Select(i => _eventsTreated[i]),
        studies.Select(i => _totalTreated[i]),
        studies.Select(i => _eventsControl[i]),
        studies.Select(i => _totalControl[i]));
}
