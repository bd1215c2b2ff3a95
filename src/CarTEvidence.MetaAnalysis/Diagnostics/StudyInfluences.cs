using System.Collections;
using CarTEvidence.Notebooks;

namespace CarTEvidence.MetaAnalysis;

/// <summary>How each study sways an inverse-variance fit, in the order of the data. Promises no value equality.</summary>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed class StudyInfluences : IReadOnlyList<StudyInfluence>
{
    private readonly StudyInfluence[] _studies;

    internal StudyInfluences(PooledEffect whole, StudyInfluence[] studies) => (Whole, _studies) = (whole, studies);

    /// <summary>The fit.</summary>
    public PooledEffect Whole { get; }

    /// <summary>Number of studies in the fit.</summary>
    public int Count => _studies.Length;

    /// <summary>A study.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such study.</exception>
    public StudyInfluence this[int index] => _studies[index];

    /// <inheritdoc/>
    public IEnumerator<StudyInfluence> GetEnumerator() => ((IEnumerable<StudyInfluence>)_studies).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _studies.GetEnumerator();

    /// <summary>For example <c>12 studies, 1 of them influential</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count} {(Count == 1 ? "study" : "studies")}, {_studies.Count(study => study.IsInfluential)} of them influential");
}
