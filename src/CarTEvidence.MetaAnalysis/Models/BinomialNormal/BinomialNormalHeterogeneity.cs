using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>How much proportions differ between studies, told by the binomial likelihood.</summary>
internal static class BinomialNormalHeterogeneity
{
    /// <summary>Log-likelihood of the saturated model, each study with its own proportion.</summary>
    public static double Saturated(DistinctStudies studies)
    {
        var sum = 0.0;
        for (var i = 0; i < studies.Pairs.Length; i++)
        {
            double x = studies.Pairs[i].Events;
            double n = studies.Pairs[i].Total;
            sum += studies.Counts[i] * SaddlePoint.LogBinomial(x, n, x / n, (n - x) / n);
        }

        return sum;
    }

    /// <summary>Likelihood-ratio test of the saturated against the common-effect model.</summary>
    public static TestResult LikelihoodRatio(double saturated, double common, int studies) =>
        Test(Math.Max(0, 2 * (saturated - common)), studies);

    /// <summary>Wald test of the saturated model; <c>null</c> where fewer than two studies have both events and non-events.</summary>
    /// <remarks>A study without events, or without non-events, has an infinite logit of no precision and adds nothing.</remarks>
    public static TestResult? Wald(DistinctStudies studies, int count)
    {
        double weights = 0, mean = 0, informative = 0;
        for (var i = 0; i < studies.Pairs.Length; i++)
        {
            var (y, v) = Logit(studies.Pairs[i], 0);
            if (double.IsFinite(y))
            {
                var w = studies.Counts[i] / v;
                weights += w;
                mean += w * (y - mean) / weights;
                informative += studies.Counts[i];
            }
        }

        if (informative < 2)
        {
            return null;
        }

        var q = 0.0;
        for (var i = 0; i < studies.Pairs.Length; i++)
        {
            var (y, v) = Logit(studies.Pairs[i], 0);
            if (double.IsFinite(y))
            {
                q += studies.Counts[i] / v * (y - mean) * (y - mean);
            }
        }

        return Test(q, count);
    }

    /// <summary>Higgins and Thompson's typical sampling variance of a logit, one half added to the studies with a zero cell.</summary>
    /// <remarks>J. P. T. Higgins, S. G. Thompson, Stat. Med. 2002;21:1539–1558, doi:10.1002/sim.1186, equation 9.</remarks>
    public static double TypicalVariance(DistinctStudies studies, int count)
    {
        double first = 0, second = 0;
        for (var i = 0; i < studies.Pairs.Length; i++)
        {
            var pair = studies.Pairs[i];
            var w = 1 / Logit(pair, pair.Events == 0 || pair.Events == pair.Total ? 0.5 : 0).Variance;
            first += studies.Counts[i] * w;
            second += studies.Counts[i] * w * w;
        }

        return (count - 1) * first / (first * first - second);
    }

    /// <summary>The logit of a proportion and its sampling variance; infinite for a zero cell without a correction.</summary>
    public static (double Effect, double Variance) Logit((long Events, long Total) study, double add)
    {
        var events = study.Events + add;
        var others = study.Total - study.Events + add;
        return (Math.Log(events / others), 1 / events + 1 / others);
    }

    private static TestResult Test(double statistic, int studies) =>
        new(statistic, studies - 1, ChiSquaredDistribution.Upper(statistic, studies - 1));
}
