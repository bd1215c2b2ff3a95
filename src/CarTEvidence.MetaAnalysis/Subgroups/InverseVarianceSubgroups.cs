using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Subgroups of an inverse-variance model, and the test that they agree.</summary>
/// <remarks>
/// With a tau² of its own each subgroup is pooled alone, and the test is Q between: Σ (b − b̄)² / SE² over the subgroups with the model's standard errors,
/// chi-squared with G − 1 degrees of freedom. With one tau² the subgroups are one meta-regression on the factor: its coefficients give the subgroups' effects,
/// and the test is its omnibus test by the interval method chosen. M. Borenstein, J. P. T. Higgins, Prevention Science 14 (2013) 134–143, doi:10.1007/s11121-013-0377-7.
/// </remarks>
internal static class InverseVarianceSubgroups
{
    public static PooledEffect Add(PooledEffect whole, StudyColumns data, RandomEffectsSettings settings, Grouping grouping)
    {
        var levels = SubgroupLevels.Of(grouping, data.Study.Count);
        var common = grouping.TauSquared == SubgroupTauSquared.Common && !settings.Common;
        var (effects, test) = common ? Joint(data, settings, grouping, levels) : Apart(data, settings, levels);
        return whole with
        {
            SubgroupName = grouping.Name,
            Subgroups = [.. levels.Zip(effects, (level, effect) => new SubgroupResult(level.Level, effect))],
            SubgroupTest = test,
        };
    }

    private static (PooledEffect[] Effects, TestResult Test) Apart(
        StudyColumns data, RandomEffectsSettings settings, IReadOnlyList<(string Level, int[] Studies)> levels)
    {
        PooledEffect[] effects = [.. levels.Select(level => InverseVarianceModel.Fit(data.Select(level.Studies), settings))];
        var (sum, sumEffect, count) = (0.0, 0.0, 0);
        foreach (var fit in effects.Select(e => e.Source?.Fit).OfType<RandomEffectsFit>())
        {
            sum += 1 / fit.ModelCovariance[0];
            sumEffect += fit.Beta[0] / fit.ModelCovariance[0];
            count++;
        }

        if (count < 2)
        {
            return (effects, new TestResult(null, null, null));
        }

        var q = 0.0;
        foreach (var fit in effects.Select(e => e.Source?.Fit).OfType<RandomEffectsFit>())
        {
            var distance = fit.Beta[0] - sumEffect / sum;
            q += distance * distance / fit.ModelCovariance[0];
        }

        return (effects, new TestResult(q, count - 1, ChiSquaredDistribution.Upper(q, count - 1)));
    }

    private static (PooledEffect[] Effects, TestResult Test) Joint(
        StudyColumns data, RandomEffectsSettings settings, Grouping grouping, IReadOnlyList<(string Level, int[] Studies)> levels)
    {
        var joint = InverseVarianceModel.Fit(data, settings, Moderators.None.With(grouping.Name, grouping.Values)).Source;
        if (joint is null)
        {
            return ([.. levels.Select(level => InverseVarianceModel.Fit(data.Select(level.Studies), settings))], new TestResult(null, null, null));
        }

        var shared = settings with { FixedTauSquared = joint.Fit.TauSquared, Interval = IntervalMethod.Wald };
        var effects = levels.Select(level =>
        {
            var alone = InverseVarianceModel.Fit(data.Select(level.Studies), shared);
            if (alone.Source is not { } source)
            {
                return alone;
            }

            // The subgroup's row of the joint design; its coefficients carry the interval method.
            var row = new double[joint.Fit.Columns];
            row[0] = 1;
            var own = Array.IndexOf(joint.Fit.Regression.Design.Names, $"{grouping.Name}={level.Level}");
            if (own >= 0)
            {
                row[own] = 1;
            }

            List<string> notes = ["tau² is shared with the other subgroups."];
            var described = InverseVarianceModel.Describe(source, notes, joint.Fit.Combination(row), joint.Fit.Prediction(row));
            return described with
            {
                IntervalMethod = settings.Interval,
                Heterogeneity = described.Heterogeneity with { TauSquaredStandardError = joint.Fit.TauSquaredFit.StandardError },
                TauSquaredIntervals = InverseVarianceModel.Intervals(joint.Fit),
            };
        });
        return ([.. effects], joint.Fit.Columns > 1 ? joint.Fit.Omnibus() : new TestResult(null, null, null));
    }
}
