using System.Collections;
using CarTEvidence.Notebooks;

namespace CarTEvidence.MetaAnalysis;

/// <summary>A pooled effect after one change of the studies at a time. Promises no value equality.</summary>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed class StudySensitivities : IReadOnlyList<StudySensitivity>
{
    private readonly StudySensitivity[] _steps;

    internal StudySensitivities(PooledEffect whole, StudyChange change, StudySensitivity[] steps) => (Whole, Change, _steps) = (whole, change, steps);

    /// <summary>The pooled effect of all studies.</summary>
    public PooledEffect Whole { get; }

    /// <summary>What is changed.</summary>
    public StudyChange Change { get; }

    /// <summary>Number of steps.</summary>
    public int Count => _steps.Length;

    /// <summary>A step.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such step.</exception>
    public StudySensitivity this[int index] => _steps[index];

    /// <inheritdoc/>
    public IEnumerator<StudySensitivity> GetEnumerator() => ((IEnumerable<StudySensitivity>)_steps).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _steps.GetEnumerator();

    /// <summary>For example <c>12 studies, each left out in turn</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count} {(Count == 1 ? "study" : "studies")}, {(Change == StudyChange.LeftOut ? "each left out in turn" : "added one at a time")}");
}
