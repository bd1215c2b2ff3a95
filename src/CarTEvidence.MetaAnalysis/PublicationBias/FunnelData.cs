using System.Globalization;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The points of a funnel plot: effects, their variances and, where known, the sample sizes. Valid once built.</summary>
/// <remarks>Converts implicitly from a <see cref="PooledEffect"/>, so every method of <see cref="SmallStudyEffects"/> is one call from a result.</remarks>
public sealed class FunnelData
{
    private readonly double[] _effect;
    private readonly double[] _variance;
    private readonly double[]? _size;
    private readonly string[]? _study;

    /// <summary>Takes copies of columns of equal length k ≥ 1.</summary>
    /// <param name="effect">Effects on the scale of the analysis, finite, length k.</param>
    /// <param name="variance">Sampling variances, finite and above 0, length k.</param>
    /// <param name="size">Sample sizes (patients, both arms where there are two), above 0, length k; <c>null</c> where unknown: predictors made of them are then not defined.</param>
    /// <param name="study">Labels, length k; <c>null</c> numbers the studies from 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, no study is given, or a value is impossible; the message names entry and value.</exception>
    public FunnelData(IEnumerable<double> effect, IEnumerable<double> variance, IEnumerable<double>? size = null, IEnumerable<string>? study = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentNullException.ThrowIfNull(variance);
        _effect = [.. effect];
        _variance = [.. variance];
        _size = size is null ? null : [.. size];
        _study = study is null ? null : [.. study];
        var k = _effect.Length;
        if (k == 0)
        {
            throw new ArgumentException("At least one study is needed.", nameof(effect));
        }

        if (_variance.Length != k || (_size?.Length ?? k) != k || (_study?.Length ?? k) != k)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Columns differ in length: {k} effects, {_variance.Length} variances, {_size?.Length ?? k} sizes, {_study?.Length ?? k} labels."),
                nameof(effect));
        }

        for (var i = 0; i < k; i++)
        {
            if (!double.IsFinite(_effect[i]))
            {
                throw Refused(nameof(effect), i, _effect[i], "finite");
            }

            if (!double.IsFinite(_variance[i]) || _variance[i] <= 0)
            {
                throw Refused(nameof(variance), i, _variance[i], "finite and above 0");
            }

            if (_size is not null && !(_size[i] > 0 && double.IsFinite(_size[i])))
            {
                throw Refused(nameof(size), i, _size[i], "finite and above 0");
            }
        }
    }

    /// <summary>Number of studies, k.</summary>
    public int Count => _effect.Length;

    /// <summary>Effects on the scale of the analysis, length k.</summary>
    public ReadOnlySpan<double> Effect => _effect;

    /// <summary>Sampling variances, length k.</summary>
    public ReadOnlySpan<double> Variance => _variance;

    /// <summary>Whether sample sizes are known.</summary>
    public bool HasSize => _size is not null;

    /// <summary>Sample sizes, length k; empty where unknown.</summary>
    public ReadOnlySpan<double> Size => _size;

    /// <summary>Measure the effects are on, where they come from a pooled effect.</summary>
    public Measure? Measure { get; private init; }

    /// <summary>Label of a study.</summary>
    /// <param name="index">Position, 0 to k − 1.</param>
    public string Study(int index) => _study is null ? (index + 1).ToString(CultureInfo.InvariantCulture) : _study[index];

    /// <summary>The studies of a result that have an effect and a variance, with their evaluable patients where the data were counts.</summary>
    /// <param name="effect">A pooled effect of any model that keeps effect sizes.</param>
    /// <exception cref="ArgumentException">No study of the result has an effect and a variance.</exception>
    public static implicit operator FunnelData(PooledEffect effect) => FromPooledEffect(effect);

    /// <summary>The studies of a result that have an effect and a variance, with their evaluable patients where the data were counts.</summary>
    /// <param name="effect">A pooled effect of any model that keeps effect sizes.</param>
    /// <exception cref="ArgumentException">No study of the result has an effect and a variance.</exception>
    public static FunnelData FromPooledEffect(PooledEffect effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        StudyEstimate[] studies = [.. effect.Studies.Where(s => s.Effect is { } y && double.IsFinite(y) && s.Variance is > 0 and { } v && double.IsFinite(v))];
        if (studies.Length == 0)
        {
            throw new ArgumentException($"No study of this {MethodNames.Models[effect.Model].Name} result has an effect with a variance.", nameof(effect));
        }

        var sizes = studies.All(s => s.Total is > 0) ? studies.Select(s => (double)s.Total!.Value) : null;
        return new FunnelData(studies.Select(s => s.Effect!.Value), studies.Select(s => s.Variance!.Value), sizes, studies.Select(s => s.Study)) { Measure = effect.Measure };
    }

    private static ArgumentException Refused(string column, int index, double value, string must) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Entry {index + 1}: {column} is {value}; it must be {must}."), column);
}
