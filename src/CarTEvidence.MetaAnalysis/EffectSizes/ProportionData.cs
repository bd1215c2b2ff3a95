using System.Collections;
using System.Globalization;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Events among evaluable patients, one entry a study. Valid once built: 0 ≤ events ≤ total.</summary>
/// <remarks>Columns of equal length k are kept as arrays, so that a million studies cost no object each.</remarks>
public sealed class ProportionData : IReadOnlyList<ProportionStudy>
{
    private readonly string[] _study;
    private readonly long[] _events;
    private readonly long[] _total;

    /// <summary>Takes copies of three columns of equal length k ≥ 1.</summary>
    /// <param name="study">Study labels, length k.</param>
    /// <param name="events">Patients with the event, length k.</param>
    /// <param name="total">Evaluable patients, length k, each at least 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, no study is given, or a count is impossible; the message names the study and the value.</exception>
    public ProportionData(IEnumerable<string> study, IEnumerable<long> events, IEnumerable<long> total)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(total);
        _study = [.. study];
        _events = [.. events];
        _total = [.. total];
        if (_study.Length != _events.Length || _study.Length != _total.Length)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Columns differ in length: {_study.Length} studies, {_events.Length} events, {_total.Length} totals."),
                nameof(study));
        }

        if (_study.Length == 0)
        {
            throw new ArgumentException("At least one study is needed.", nameof(study));
        }

        for (var i = 0; i < _study.Length; i++)
        {
            if (_total[i] < 1)
            {
                throw Refused(nameof(total), i, $"total is {_total[i]}; it must be at least 1");
            }

            if (_events[i] < 0 || _events[i] > _total[i])
            {
                throw Refused(nameof(events), i, $"events is {_events[i]}; it must lie between 0 and the total, {_total[i]}");
            }
        }
    }

    /// <summary>Takes one entry a study.</summary>
    /// <param name="studies">At least one study.</param>
    /// <exception cref="ArgumentException">No study is given, or a count is impossible.</exception>
    public ProportionData(IEnumerable<ProportionStudy> studies)
        : this([.. studies])
    {
    }

    private ProportionData(ProportionStudy[] studies)
        : this(studies.Select(s => s.Study), studies.Select(s => s.Events), studies.Select(s => s.Total))
    {
    }

    /// <summary>Number of studies, k.</summary>
    public int Count => _study.Length;

    /// <summary>Study labels, length k.</summary>
    public IReadOnlyList<string> Study => _study;

    /// <summary>Patients with the event, length k.</summary>
    public ReadOnlySpan<long> Events => _events;

    /// <summary>Evaluable patients, length k.</summary>
    public ReadOnlySpan<long> Total => _total;

    /// <summary>The study at <paramref name="index"/>.</summary>
    public ProportionStudy this[int index] => new(_study[index], _events[index], _total[index]);

    /// <summary>The studies' effect sizes on the scale of a measure.</summary>
    /// <param name="measure">A measure of proportions.</param>
    /// <param name="correction">Correction of zero cells; <c>null</c> takes the measure's own default.</param>
    /// <returns>One entry a study, length k; undefined effects (a log of no events without correction) are <c>null</c>.</returns>
    /// <exception cref="ArgumentException">The measure belongs to another kind of data.</exception>
    public IReadOnlyList<EffectSize> EffectSizes(Measure measure, ZeroCorrection? correction = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return ProportionEffects.Compute(this, measure, correction).WithLabels(_study);
    }

    /// <inheritdoc/>
    public IEnumerator<ProportionStudy> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Some of the studies, in the order of the indices.</summary>
    internal ProportionData Select(IReadOnlyList<int> studies) =>
        new(studies.Select(i => _study[i]), studies.Select(i => _events[i]), studies.Select(i => _total[i]));

    private ArgumentException Refused(string column, int index, FormattableString what) =>
        new($"Study \"{_study[index]}\" (entry {index + 1}): {what.ToString(CultureInfo.InvariantCulture)}.", column);
}
