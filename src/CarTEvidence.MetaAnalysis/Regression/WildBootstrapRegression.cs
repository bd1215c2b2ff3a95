using System.Globalization;
using CarTEvidence.Notebooks;
using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

/// <summary>A meta-regression tested by the wild bootstrap, or a part of the replicates of one. Collections are compared by reference.</summary>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed partial record WildBootstrapRegression
{
    /// <summary>Test that no moderator matters; <c>null</c> without moderators. Its statistic is QM, or F where the fit's interval has degrees of freedom.</summary>
    public WildTest? Omnibus { get; init; }

    /// <summary>The coefficients but the intercept; without moderators, the intercept.</summary>
    public required IReadOnlyList<WildBootstrapCoefficient> Coefficients { get; init; }

    /// <summary>Number of independent multipliers: clusters, or studies.</summary>
    public required int ClusterCount { get; init; }

    /// <summary>Whether studies of one cluster share a multiplier, and standard errors are cluster-robust.</summary>
    public required bool IsClustered { get; init; }

    /// <summary>Level of the intervals.</summary>
    public required double Level { get; init; }

    /// <summary>The choices of the run; their range says which replicates are here.</summary>
    public required WildTestOptions Options { get; init; }

    /// <summary>Sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Names of the coefficients without a test: their standard errors are 0 or not defined.</summary>
    internal IReadOnlyList<string> Untested { get; init; } = [];

    /// <summary>For example <c>year: statistic 2.14, p = 0.031 (1,999 replicates, Webb)</c>; the first coefficient alone.</summary>
    public override string ToString() => Coefficients.Count > 0
        ? $"{Coefficients[0].Name}: {Coefficients[0].Test}{(Coefficients.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {Coefficients.Count - 1} more") : string.Empty)}"
        : "no coefficient has a test";

    /// <summary>With the intervals, where all replicates are here, and the sentences.</summary>
    /// <exception cref="InvalidOperationException">A limit leads where a part has not looked.</exception>
    internal WildBootstrapRegression Completed()
    {
        ReplicateRange? part = Options.Range is { } range && range != new ReplicateRange(0, Options.Replicates) ? range : null;
        var notes = Untested.Select(name => $"There is no wild bootstrap of \"{name}\": its standard error is 0 or not defined.").ToList();
        if (part is { } here)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"A part of {Options.Replicates} replicates ({here.Count} from number {here.First}); tests and intervals are those of all parts merged."));
            return this with { Notes = notes };
        }

        WildBootstrapCoefficient[] coefficients = [.. Coefficients.Select(coefficient => coefficient with { Interval = WildRegression.Interval(coefficient, Level) })];
        notes.AddRange(coefficients.Where(coefficient => coefficient is { Ends: not null, Interval: null }).Select(coefficient => string.Create(
            CultureInfo.InvariantCulture, $"The interval of \"{coefficient.Name}\" has no bound: with {ClusterCount} independent multipliers some values are never rejected at level {Level:0.##%}.")));
        return this with { Coefficients = coefficients, Notes = notes };
    }
}
