using CarTEvidence.Notebooks;

namespace CarTEvidence.MetaAnalysis;

/// <summary>What the data answer under every defensible combination of inclusion rule, scale, model, estimator and interval. Collections are compared by reference.</summary>
/// <remarks>
/// M. Voracek, M. Kossmeier, U. S. Tran, Zeitschrift für Psychologie 2019;227:64–82, doi:10.1027/2151-2604/a000357;
/// U. Simonsohn, J. P. Simmons, L. D. Nelson, Nature Human Behaviour 2020;4:1208–1214, doi:10.1038/s41562-020-0912-z. The curve describes how much the answer owes to the analyst;
/// its specifications share the data, so that their number is no sample size and <see cref="ShareExcluding"/> is no test.
/// </remarks>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed partial record SpecificationCurve
{
    internal SpecificationCurve()
    {
    }

    /// <summary>What was pooled, for titles; <c>null</c> if it is not said.</summary>
    public string? Subject { get; init; }

    /// <summary>Nominal coverage of all intervals.</summary>
    public required double Level { get; init; }

    /// <summary>The specifications, by ascending estimate; those without one last.</summary>
    public required IReadOnlyList<Specification> Specifications { get; init; }

    /// <summary>Inclusion rules and combinations that were passed over, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Specifications that have an estimate.</summary>
    public int Estimated => Specifications.Count(s => s.Estimate.Value is not null);

    /// <summary>Lowest estimate; <c>null</c> if there is none.</summary>
    public double? Lowest => Quantile(0);

    /// <summary>Median of the estimates.</summary>
    public double? Median => Quantile(0.5);

    /// <summary>Highest estimate.</summary>
    public double? Highest => Quantile(1);

    /// <summary>A quantile of the estimates, between order statistics by linear interpolation (R's type 7).</summary>
    /// <param name="p">Probability, 0 to 1.</param>
    /// <returns><c>null</c> if no specification has an estimate.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability lies outside 0 … 1.</exception>
    public double? Quantile(double p) => p is >= 0 and <= 1
        ? Quantile([.. Specifications.Where(s => s.Estimate.Value is not null).Select(s => s.Estimate.Value!.Value)], p)
        : throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");

    /// <summary>Share of the specifications with an interval whose interval excludes a value.</summary>
    /// <param name="value">A proportion, 0 to 1.</param>
    /// <returns>0 to 1; <c>null</c> if no specification has an interval.</returns>
    public double? ShareExcluding(double value)
    {
        Interval[] intervals = [.. Specifications.Where(s => s.Estimate.Interval is not null).Select(s => s.Estimate.Interval!.Value)];
        return intervals.Length == 0 ? null : (double)intervals.Count(i => !i.Contains(value)) / intervals.Length;
    }

    /// <summary>What the specifications that share a choice answer: one entry a choice, dimension by dimension, choices in the order in which they were asked for.</summary>
    public required IReadOnlyList<ChoiceSummary> Choices { get; init; }

    private static double? Quantile(double[] sorted, double p)
    {
        if (sorted.Length == 0)
        {
            return null;
        }

        var at = p * (sorted.Length - 1);
        var below = (int)at;
        return below == sorted.Length - 1 ? sorted[below] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }
}
