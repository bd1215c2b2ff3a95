namespace CarTEvidence.MetaAnalysis;

/// <summary>Studies that report several outcomes each. Valid once built.</summary>
public sealed class MultivariateData
{
    private readonly MultivariateStudy[] _studies;
    private readonly string[] _outcomes;

    /// <summary>Takes a copy of the list of studies, m ≥ 1.</summary>
    /// <param name="studies">At least one study; labels may repeat, each entry is a cluster of its own.</param>
    /// <exception cref="ArgumentException">No study is given.</exception>
    public MultivariateData(IEnumerable<MultivariateStudy> studies)
    {
        ArgumentNullException.ThrowIfNull(studies);
        _studies = [.. studies];
        if (_studies.Length == 0)
        {
            throw new ArgumentException("At least one study is needed.", nameof(studies));
        }

        _outcomes = [.. _studies.SelectMany(s => s.Outcomes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The studies, in the order given.</summary>
    public IReadOnlyList<MultivariateStudy> Studies => _studies;

    /// <summary>All outcomes, in ordinal order.</summary>
    public IReadOnlyList<string> Outcomes => _outcomes;

    /// <summary>Number of effects over all studies.</summary>
    public int EffectCount => _studies.Sum(s => s.Effects.Count);
}
