using CarTEvidence.Plots.Axes;

namespace CarTEvidence.Plots.Forest;

/// <summary>Chooses the range of a forest plot's axis from what it has to show.</summary>
internal static class ForestAxis
{
    /// <summary>Of proportions, studies with this share of the patients must fit; the intervals of the smallest studies, which say least, may end in arrows.</summary>
    private const double MostPatients = 0.8;

    /// <summary>Of other measures, this share of the studies must fit.</summary>
    private const double MostStudies = 0.9;

    /// <summary>Proportions all within this distance of 0 or of 1 get an axis of their own instead of 0 to 100 %.</summary>
    private const double NarrowBand = 0.5;

    private const double WidestRatio = 50;
    private static readonly double[] RatioEnds = [1, 1.5, 2, 3, 5, 7, 10];

    /// <summary>An axis for these cells.</summary>
    /// <param name="cells">Every estimate that will be drawn.</param>
    /// <param name="text">The measure.</param>
    /// <param name="lower">Lower end asked for; <c>null</c> to choose.</param>
    /// <param name="upper">Upper end asked for; <c>null</c> to choose.</param>
    internal static PlotAxis Choose(IReadOnlyList<PlotCell> cells, EffectText text, double? lower, double? upper)
    {
        var (low, high) = Needed(cells, text);
        var chosen = text.IsProportion ? Proportions(low, high) : text.IsRatio ? Ratios(low, high) : Numbers(low, high, text.NoEffect);
        var axis = chosen with { Lower = lower ?? chosen.Lower, Upper = upper ?? chosen.Upper };
        if (!(double.IsFinite(axis.Lower) && double.IsFinite(axis.Upper) && axis.Lower < axis.Upper) || (axis.Logarithmic && axis.Lower <= 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"An axis from {axis.Lower} to {axis.Upper} cannot be drawn{(axis.Logarithmic ? " on a logarithmic scale" : "")}."), nameof(lower));
        }

        return axis;
    }

    /// <summary>What must be seen: all estimates, pooled intervals, and the intervals of most patients; a prediction interval may end in arrows.</summary>
    private static (double Low, double High) Needed(IReadOnlyList<PlotCell> cells, EffectText text)
    {
        var usable = text.IsRatio ? (Func<double, bool>)(v => double.IsFinite(v) && v > 0) : double.IsFinite;
        var most = text.IsProportion ? MostPatients : MostStudies;
        var estimates = cells.Select(c => c.Value).OfType<double>().Where(usable).ToList();
        var pooled = cells.Where(c => c.Glyph is ForestGlyph.Diamond or ForestGlyph.OpenDiamond).ToList();
        var studies = cells.Where(c => c.Glyph == ForestGlyph.Square).ToList();
        var lows = estimates.Concat(pooled.Select(c => c.Lower).OfType<double>().Where(usable)).Append(-Reach(studies.Select(c => (-c.Lower, c.Area)), most, usable));
        var highs = estimates.Concat(pooled.Select(c => c.Upper).OfType<double>().Where(usable)).Append(Reach(studies.Select(c => (c.Upper, c.Area)), most, usable));
        var (low, high) = (lows.Where(usable).DefaultIfEmpty(0).Min(), highs.Where(usable).DefaultIfEmpty(1).Max());
        return text.IsRatio && low <= 0 ? (0.5, Math.Max(2, high)) : (low, high);
    }

    /// <summary>An axis of proportions around these values: 0 to 100 %, or an end of it where all are near there.</summary>
    internal static PlotAxis Proportions(IEnumerable<double> values)
    {
        var usable = values.Where(double.IsFinite).DefaultIfEmpty(1).ToList();
        return Proportions(usable.Min(), usable.Max());
    }

    private static PlotAxis Proportions(double low, double high)
    {
        var axis = new PlotAxis(0, 1) { PrintFactor = 100 };
        if (high <= NarrowBand)
        {
            return axis with { Upper = Outward(high) };
        }

        if (low >= 1 - NarrowBand)
        {
            return axis with { Lower = 1 - Outward(1 - low) };
        }

        return axis;
    }

    /// <summary>The next end of a nice step above a distance from 0 or from 1.</summary>
    private static double Outward(double distance)
    {
        var step = NiceNumbers.Step(Math.Max(distance, 0.005), 5);
        return Math.Min(1, Math.Ceiling(distance / step - 1e-9) * step);
    }

    private static PlotAxis Ratios(double low, double high)
    {
        var reach = Math.Clamp(Math.Max(Math.Max(high, 1 / low), 1.5), 1.5, WidestRatio);
        var (from, to) = (Math.Max(low, 1 / reach), Math.Min(high, reach));
        return new PlotAxis(1 / NextRatio(1 / Math.Min(0.8, from / 1.05)), NextRatio(Math.Max(1.25, to * 1.05))) { Logarithmic = true };
    }

    /// <summary>The next of 1, 1.5, 2, 3, 5, 7 times a power of ten.</summary>
    private static double NextRatio(double ratio)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(ratio) + 1e-9));
        return power * RatioEnds.First(end => end * power >= ratio * (1 - 1e-9));
    }

    private static PlotAxis Numbers(double low, double high, double? noEffect)
    {
        var (from, to) = (Math.Min(low, noEffect ?? low), Math.Max(high, noEffect ?? high));
        if (noEffect is null && from > 0 && from < 0.6 * to)
        {
            from = 0;
        }

        if (to <= from)
        {
            (from, to) = (from - 0.5, to + 0.5);
        }

        var step = NiceNumbers.Step(to - from, 5);
        return new PlotAxis(Math.Floor(from / step + 1e-9) * step, Math.Ceiling(to / step - 1e-9) * step);
    }

    /// <summary>The limit that a share of the intervals, weighted by area, does not exceed.</summary>
    private static double Reach(IEnumerable<(double? Limit, double Area)> limits, double share, Func<double, bool> usable)
    {
        var sorted = limits.Where(x => x.Limit is { } limit && usable(Math.Abs(limit))).Select(x => (Limit: x.Limit!.Value, x.Area)).OrderBy(x => x.Limit).ToList();
        var needed = share * sorted.Sum(x => x.Area);
        var seen = 0.0;
        foreach (var (limit, area) in sorted)
        {
            seen += area;
            if (seen >= needed - 1e-9)
            {
                return limit;
            }
        }

        return double.NaN;
    }
}
