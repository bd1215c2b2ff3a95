namespace CarTEvidence.MetaAnalysis;

/// <summary>The way of a pooled value back to the natural scale; with the harmonic mean of the study sizes for Freeman–Tukey measures.</summary>
internal sealed class BackTransformation
{
    private readonly Measure _measure;

    public BackTransformation(StudyColumns data, IReadOnlyList<int> kept)
    {
        _measure = data.Measure;
        HarmonicSize = data.Measure.DependsOnSize && data.Size.Length > 0 ? kept.Count / kept.Sum(i => 1 / data.Size[i]) : null;
    }

    /// <summary>Harmonic mean of the sizes; <c>null</c> where the measure has no use for it, or the data have no sizes.</summary>
    public double? HarmonicSize { get; }

    /// <summary>From the scale of the analysis to the natural scale; without sizes as if the studies were large.</summary>
    public double ToNatural(double value) => HarmonicSize is { } size ? _measure.ToNaturalAt(value, size) : _measure.ToNatural(value);
}
