using System.Globalization;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Effects that share their cluster: several effects a study (outer), and units within it (inner). Valid once built.</summary>
/// <remarks>Columns of equal length k. An inner label means something only within its outer one: unit "1" of study A is not unit "1" of study B.</remarks>
public sealed class MultilevelData
{
    private readonly double[] _effect;
    private readonly double[] _variance;
    private readonly string[] _outer;
    private readonly string[] _inner;

    /// <summary>Takes copies of four columns of equal length k ≥ 1.</summary>
    /// <param name="effect">Effects on the scale of the analysis, finite, length k.</param>
    /// <param name="variance">Sampling variances of the effects, finite and above 0, length k; the errors are taken as independent.</param>
    /// <param name="outer">Labels of the clusters (studies, sites), length k.</param>
    /// <param name="inner">Labels of the units within a cluster (cohorts, outcomes), length k.</param>
    /// <exception cref="ArgumentException">Lengths differ, no effect is given, or a value is impossible; the message names entry and value.</exception>
    public MultilevelData(IEnumerable<double> effect, IEnumerable<double> variance, IEnumerable<string> outer, IEnumerable<string> inner)
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentNullException.ThrowIfNull(variance);
        ArgumentNullException.ThrowIfNull(outer);
        ArgumentNullException.ThrowIfNull(inner);
        _effect = [.. effect];
        _variance = [.. variance];
        _outer = [.. outer];
        _inner = [.. inner];
        if (_variance.Length != _effect.Length || _outer.Length != _effect.Length || _inner.Length != _effect.Length)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Columns differ in length: {_effect.Length} effects, {_variance.Length} variances, {_outer.Length} outer and {_inner.Length} inner labels."),
                nameof(effect));
        }

        if (_effect.Length == 0)
        {
            throw new ArgumentException("At least one effect is needed.", nameof(effect));
        }

        for (var i = 0; i < _effect.Length; i++)
        {
            if (!double.IsFinite(_effect[i]))
            {
                throw Refused(nameof(effect), i, $"the effect is {_effect[i]}; it must be finite");
            }

            if (!double.IsFinite(_variance[i]) || _variance[i] <= 0)
            {
                throw Refused(nameof(variance), i, $"the variance is {_variance[i]}; it must be finite and above 0");
            }
        }
    }

    /// <summary>Number of effects, k.</summary>
    public int Count => _effect.Length;

    /// <summary>Effects on the scale of the analysis, length k.</summary>
    public ReadOnlySpan<double> Effect => _effect;

    /// <summary>Sampling variances, length k.</summary>
    public ReadOnlySpan<double> Variance => _variance;

    /// <summary>Labels of the clusters, length k.</summary>
    public IReadOnlyList<string> Outer => _outer;

    /// <summary>Labels of the units within a cluster, length k.</summary>
    public IReadOnlyList<string> Inner => _inner;

    private ArgumentException Refused(string column, int index, FormattableString what) =>
        new($"Entry {index + 1} (outer \"{_outer[index]}\", inner \"{_inner[index]}\"): {what.ToString(CultureInfo.InvariantCulture)}.", column);
}
