using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Forest;

/// <summary>How effects of one measure are printed and on which kind of axis they stand.</summary>
/// <param name="measure">The measure.</param>
internal sealed class EffectText(Measure measure)
{
    /// <summary>Whether values are shares, printed in per cent.</summary>
    internal bool IsProportion { get; } = measure.Kind == MeasureKind.Proportion;

    /// <summary>Whether two groups or two times are compared, so that a value of no effect exists.</summary>
    internal bool IsComparison { get; } = measure.Kind is MeasureKind.TwoArm or MeasureKind.TwoArmRate or MeasureKind.TwoArmMean or MeasureKind.MeanChange;

    /// <summary>Whether values are ratios: no effect is 1 and the axis is logarithmic.</summary>
    internal bool IsRatio => IsComparison && NoEffect == 1;

    /// <summary>The value of no effect on the natural scale; <c>null</c> where nothing is compared.</summary>
    internal double? NoEffect => IsComparison ? measure.ToNatural(0) : null;

    /// <summary>Factor from the natural scale to printed numbers.</summary>
    internal double PrintFactor => IsProportion ? 100 : 1;

    /// <summary>What is measured, for headings: <c>Proportion</c>, <c>Odds ratio</c>.</summary>
    internal string Name { get; } = measure.Label;

    /// <summary>A value with its unit, in running text.</summary>
    internal string Spoken(double value, int decimals) => IsProportion ? NumberText.Percent(value, decimals) + "%" : NumberText.Fixed(value, decimals);

    /// <summary>A value as its column prints it.</summary>
    internal string Printed(double? value, int decimals) => value is not { } number ? NumberText.Missing
        : IsProportion ? NumberText.Percent(number, decimals) : NumberText.Fixed(number, decimals);

    /// <summary>Estimate and interval in running text.</summary>
    internal string Spoken(Estimate estimate, string interval, int decimals) => (estimate.Value, estimate.Interval) switch
    {
        (null, null) => "not estimable",
        (null, { } i) => $"not estimable ({interval} {Spoken(i.Lower, decimals)} to {Spoken(i.Upper, decimals)})",
        ({ } value, null) => Spoken(value, decimals),
        ({ } value, { } i) => $"{Spoken(value, decimals)} ({interval} {Spoken(i.Lower, decimals)} to {Spoken(i.Upper, decimals)})",
    };

    /// <summary>With a small first letter, unless it begins with an abbreviation such as CRS.</summary>
    internal static string Small(string text) => text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    internal static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
