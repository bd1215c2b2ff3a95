using System.Diagnostics.CodeAnalysis;

namespace CarTEvidence.MetaAnalysis;

/// <summary>An effect measure: its names, its kind of data, and the way between the natural scale and the scale of the analysis.</summary>
/// <remarks>The one place that knows these. Measures are compared by reference; every one is a static property here and listed in <see cref="All"/>.</remarks>
public sealed partial class Measure
{
    private readonly Func<double, double, double>? _toNaturalAtSize;

    private Measure(string name, string code, string label, MeasureKind kind, Scale scale)
    {
        Name = name;
        Code = code;
        Label = label;
        Kind = kind;
        ToAnalysis = scale.ToAnalysis;
        ToNatural = scale.ToNatural;
        _toNaturalAtSize = scale.ToNaturalAtSize;
        NaturalLower = scale.Lower;
        NaturalUpper = scale.Upper;
    }

    /// <summary>Every measure, in the order in which they are listed to users.</summary>
    public static IReadOnlyList<Measure> All => Register.Entries;

    /// <summary>Spoken name in kebab case, for example <c>logit</c>.</summary>
    public string Name { get; }

    /// <summary>Short code that R users know, for example <c>PLO</c>.</summary>
    public string Code { get; }

    /// <summary>As printed on axes and in tables: the quantity on the natural scale, for example <c>Proportion</c>.</summary>
    public string Label { get; }

    /// <summary>Kind of data it is computed from.</summary>
    public MeasureKind Kind { get; }

    /// <summary>From the natural scale to the scale of the analysis.</summary>
    public Func<double, double> ToAnalysis { get; }

    /// <summary>From the scale of the analysis to the natural scale, limits at infinity included, cut to the range of the natural scale.</summary>
    /// <remarks>For the Freeman–Tukey measures this is the limit for large studies; a pooled value is transformed with the harmonic mean of the study sizes.</remarks>
    public Func<double, double> ToNatural { get; }

    /// <summary>Correction of zero cells where none is asked for: one half to the studies with a zero cell, or none for measures that need none.</summary>
    public ZeroCorrection DefaultZeroCorrection { get; private init; } = ZeroCorrection.None;

    /// <summary>Least value on the natural scale: 0 for a proportion, a rate or a ratio, else negative infinity.</summary>
    internal double NaturalLower { get; }

    /// <summary>Largest value on the natural scale: 1 for a proportion, else infinity.</summary>
    internal double NaturalUpper { get; }

    /// <summary>Whether the way back depends on the size of the study.</summary>
    internal bool DependsOnSize => _toNaturalAtSize is not null;

    /// <summary>Reads a name or code in any case.</summary>
    /// <param name="text">For example <c>logit</c> or <c>PLO</c>.</param>
    /// <param name="measure">The measure it names.</param>
    /// <returns>Whether the spelling is known.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Measure? measure)
    {
        measure = null;
        return text is not null && Register.BySpelling.TryGetValue(text.Trim(), out measure);
    }

    /// <summary>Reads a name or code in any case.</summary>
    /// <param name="text">For example <c>logit</c> or <c>PLO</c>.</param>
    /// <exception cref="ArgumentException">The spelling is unknown; the message lists the known ones.</exception>
    public static Measure Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var measure)
            ? measure
            : throw new ArgumentException($"\"{text}\" is no measure; known: {string.Join(", ", All.Select(m => $"{m.Name} ({m.Code})"))}.", nameof(text));
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>From the scale of the analysis to the natural scale for a study of the given size (patients or person-time).</summary>
    internal double ToNaturalAt(double value, double size) => _toNaturalAtSize is null ? ToNatural(value) : _toNaturalAtSize(value, size);

    /// <summary>Whether a value on the scale of the analysis lies below the least possible one.</summary>
    internal bool IsCutBelow(double value) => double.IsFinite(NaturalLower) && ToAnalysis(NaturalLower) > value;

    /// <summary>Whether a value on the scale of the analysis lies above the largest possible one.</summary>
    internal bool IsCutAbove(double value) => double.IsFinite(NaturalUpper) && ToAnalysis(NaturalUpper) < value;

    private sealed record Scale(Func<double, double> ToAnalysis, Func<double, double> ToNatural, double Lower, double Upper)
    {
        public static readonly Scale Identity = new(x => x, x => x, double.NegativeInfinity, double.PositiveInfinity);
        public static readonly Scale Log = new(Math.Log, Math.Exp, 0, double.PositiveInfinity);

        public Func<double, double, double>? ToNaturalAtSize { get; init; }
    }

    /// <summary>Filled on first use, after every static property of this class has its value.</summary>
    private static class Register
    {
        public static readonly Measure[] Entries =
        [
            Logit, Raw, Log, Arcsine, FreemanTukey,
            Rate, LogRate, SquareRootRate, FreemanTukeyRate,
            OddsRatio, RiskRatio, RiskDifference, ArcsineDifference, Peto,
            RateRatio, RateDifference,
            Mean, LogMean, StandardizedMean, LogCoefficientOfVariation, LogStandardDeviation,
            MeanDifference, StandardizedMeanDifference, StandardizedMeanDifferenceHeteroscedastic, RatioOfMeans, VariabilityRatio, CoefficientOfVariationRatio,
            MeanChange, StandardizedMeanChangeChangeSd, StandardizedMeanChangeRawSd, RatioOfMeansChange,
            Generic,
        ];

        public static readonly Dictionary<string, Measure> BySpelling = Entries
            .SelectMany(m => new[] { (Spelling: m.Name, Measure: m), (Spelling: m.Code, Measure: m) })
            .DistinctBy(s => s.Spelling, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(s => s.Spelling, s => s.Measure, StringComparer.OrdinalIgnoreCase);
    }
}
