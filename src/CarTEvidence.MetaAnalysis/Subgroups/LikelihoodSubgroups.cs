namespace CarTEvidence.MetaAnalysis;

/// <summary>Subgroups fitted one by one, by a model without a test between them.</summary>
internal static class LikelihoodSubgroups
{
    public static PooledEffect Add(PooledEffect whole, ProportionData data, Grouping? grouping, Func<ProportionData, PooledEffect> fit)
    {
        if (grouping is null)
        {
            return whole;
        }

        if (grouping.TauSquared == SubgroupTauSquared.Common)
        {
            throw new ArgumentException("This model gives each subgroup its own tau²; a common one needs the model \"random\".", nameof(grouping));
        }

        return whole with
        {
            SubgroupName = grouping.Name,
            Subgroups = [.. SubgroupLevels.Of(grouping, data.Count).Select(level => new SubgroupResult(level.Level, fit(data.Select(level.Studies))))],
            SubgroupTest = new TestResult(null, null, null),
        };
    }
}
