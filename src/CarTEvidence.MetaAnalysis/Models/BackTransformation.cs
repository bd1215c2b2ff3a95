namespace CarTEvidence.MetaAnalysis;

/// <summary>The way of a pooled value back to the natural scale; with the harmonic mean of the study sizes for Freeman–Tukey measures.</summary>
internal sealed class BackTransformation
{
    private readonly Measure _measure;

    public BackTransformation(StudyColumns data, IReadOnlyList<int> kept)
    {
        _measure = data.Measure;
        HarmonicSize = data.Measure.DependsOnSize ? kept.Count / kept.Sum(i => 1 / data.Size[i]) : double.NaN;
    }

    /// <summary>Harmonic mean of the sizes; not a number where the measure has no use for it.</summary>
    public double HarmonicSize { get; }

    /// <summary>From the scale of the analysis to the natural scale.</summary>
    public double ToNatural(double value) => _measure.ToNaturalAt(value, HarmonicSize);
}
