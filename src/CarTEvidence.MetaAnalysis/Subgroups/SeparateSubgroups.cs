using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Subgroups fitted one by one, each with its own heterogeneity, and a Wald test between them.</summary>
internal static class SeparateSubgroups
{
    /// <summary>Adds the subgroups to the fit of the whole.</summary>
    /// <param name="whole">All studies together.</param>
    /// <param name="grouping">The column; <c>null</c> leaves the whole as it is.</param>
    /// <param name="fit">Fits some of the studies; also kept for leave-one-out and cumulative fits.</param>
    /// <param name="refusal">Why the subgroups cannot share their heterogeneity.</param>
    public static PooledEffect Add(PooledEffect whole, Grouping? grouping, Func<IReadOnlyList<int>, PooledEffect> fit, string refusal)
    {
        var refittable = whole with { Refit = fit };
        if (grouping is null)
        {
            return refittable;
        }

        if (grouping.TauSquared == SubgroupTauSquared.Common)
        {
            throw new ArgumentException($"The subgroups of this model cannot share tau²: {refusal}", nameof(grouping));
        }

        SubgroupResult[] groups = [.. SubgroupLevels.Of(grouping, whole.Studies.Count).Select(level => new SubgroupResult(level.Level, fit(level.Studies)))];
        return refittable with
        {
            SubgroupName = grouping.Name,
            Subgroups = groups,
            SubgroupTest = Wald(groups),
        };
    }

    /// <summary>Chi-squared distance of the estimates from their weighted mean; not defined unless every subgroup has a standard error.</summary>
    private static TestResult Wald(SubgroupResult[] groups)
    {
        if (groups.Length < 2 || groups.Any(g => g.Effect.Transformed is not { Value: { } value, StandardError: > 0 } || !double.IsFinite(value)))
        {
            return new TestResult(null, null, null);
        }

        double weights = 0, sum = 0, squares = 0;
        foreach (var group in groups)
        {
            var w = 1 / Math.Pow(group.Effect.Transformed.StandardError!.Value, 2);
            weights += w;
            sum += w * group.Effect.Transformed.Value!.Value;
        }

        foreach (var group in groups)
        {
            squares += Math.Pow((group.Effect.Transformed.Value!.Value - sum / weights) / group.Effect.Transformed.StandardError!.Value, 2);
        }

        return new TestResult(squares, groups.Length - 1, ChiSquaredDistribution.Upper(squares, groups.Length - 1));
    }
}
