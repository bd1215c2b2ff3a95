namespace CarTEvidence.MetaAnalysis;

/// <summary>Effects and their sampling variances as given, one entry a study. Valid once built.</summary>
/// <remarks>Columns of equal length k are kept as arrays, so that a million studies cost no object each.</remarks>
public sealed class GenericData
{
    private const double MostStandardErrors = 1e40;

    private readonly string[] _study;
    private readonly double[] _effect;
    private readonly double[] _variance;

    /// <summary>Takes copies of three columns of equal length k ≥ 1.</summary>
    /// <param name="study">Study labels, length k.</param>
    /// <param name="effect">Effects on the scale of the analysis, length k, within 1e40 times the smallest standard error: beyond, products leave the range of doubles.</param>
    /// <param name="variance">Sampling variances on the same scale squared, length k, from 1e-110 to 1e110.</param>
    /// <exception cref="ArgumentException">Lengths differ, no study is given, or a value is impossible; the message names the study and the value.</exception>
    public GenericData(IEnumerable<string> study, IEnumerable<double> effect, IEnumerable<double> variance)
    {
        _study = ColumnCheck.Labels(study);
        _effect = ColumnCheck.Copy(effect, _study.Length, nameof(effect));
        _variance = ColumnCheck.Copy(variance, _study.Length, nameof(variance));
        var smallest = double.PositiveInfinity;
        for (var i = 0; i < _study.Length; i++)
        {
            ColumnCheck.Require(EffectSizeColumns.IsEffect(_effect[i]), _study, i, nameof(effect), _effect[i], "must be finite, within ±1e110");
            ColumnCheck.Require(EffectSizeColumns.IsVariance(_variance[i]), _study, i, nameof(variance), _variance[i], "must be above 0 and finite, from 1e-110 to 1e110");
            smallest = Math.Min(smallest, _variance[i]);
        }

        var farthest = MostStandardErrors * Math.Sqrt(smallest);
        for (var i = 0; i < _study.Length; i++)
        {
            ColumnCheck.Require(Math.Abs(_effect[i]) <= farthest, _study, i, nameof(effect), _effect[i], "must lie within 1e40 times the smallest standard error of 0");
        }
    }

    /// <summary>Takes effect sizes as computed from other data; all must be defined.</summary>
    /// <param name="effects">At least one entry.</param>
    /// <exception cref="ArgumentException">No entry is given, or one is undefined.</exception>
    public GenericData(IReadOnlyList<EffectSize> effects)
        : this(
            (effects ?? throw new ArgumentNullException(nameof(effects))).Select(e => e.Study),
            effects.Select(e => e.Effect ?? double.NaN),
            effects.Select(e => e.Variance ?? double.NaN))
    {
    }

    /// <summary>Number of studies, k.</summary>
    public int Count => _study.Length;

    /// <summary>Study labels, length k.</summary>
    public IReadOnlyList<string> Study => _study;

    /// <summary>Effects on the scale of the analysis, length k.</summary>
    public ReadOnlySpan<double> Effect => _effect;

    /// <summary>Sampling variances, length k.</summary>
    public ReadOnlySpan<double> Variance => _variance;
}
