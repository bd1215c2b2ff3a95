using System.Globalization;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The answer where a likelihood model has nothing to add: all or no events, or one study.</summary>
internal static class ExactProportion
{
    /// <summary>The counts pooled, with their exact interval.</summary>
    public static PooledEffect Answer(ProportionFrame frame)
    {
        var answer = frame.Events == 0 || frame.Events == frame.Total ? AtBoundary(frame) : OneStudy(frame);
        return frame is { Model: PoolingModel.BetaBinomial, Options.PredictivePatients: { } patients }
            ? answer with { Notes = [.. answer.Notes, NoCounts(patients)] }
            : answer;
    }

    /// <summary>Why events among new patients are not predicted where the correlation within studies has no estimate.</summary>
    public static string NoCounts(int patients) => string.Create(
        CultureInfo.InvariantCulture,
        $"The events among {patients} new patients are not predicted: such data do not identify how studies differ, and the estimates alone would predict without uncertainty. The Bayesian model predicts them.");

    /// <summary>All or no events: the exact interval of the counts pooled, heterogeneity not identifiable.</summary>
    private static PooledEffect AtBoundary(ProportionFrame frame)
    {
        var all = frame.Events > 0;
        var interval = ProportionInterval.Compute(frame.Events, frame.Total, StudyIntervalMethod.ClopperPearson, frame.Options.Level);
        var estimate = new Estimate(all ? 1 : 0, interval);
        var infinite = all ? double.PositiveInfinity : double.NegativeInfinity;
        List<string> notes =
        [
            all
                ? "Every patient has the event: the estimate is 1, and the interval is the exact (Clopper-Pearson) one of the counts pooled."
                : "No patient has the event: the estimate is 0, and the interval is the exact (Clopper-Pearson) one of the counts pooled.",
            "Tau² is not identifiable from such data; it is reported as 0, and the interval assumes that the studies do not differ. The Bayesian model with its stated prior allows for differences.",
        ];
        return frame.Result(
            estimate,
            new TransformedEstimate(infinite, null, interval.Map(Logistic.Logit), new TestResult(null, null, null)),
            new HeterogeneityResult
            {
                TauSquared = 0,
                LikelihoodRatio = frame.Count > 1 ? new TestResult(0, frame.Count - 1, 1) : null,
            },
            frame.Weigh(i => frame.Studies.Pairs[i].Total),
            notes) with
        {
            Marginal = estimate,
            FitStatistics = new FitStatistics { LogLikelihoodMl = 0 },
        };
    }

    /// <summary>One study: its own proportion with its exact interval.</summary>
    private static PooledEffect OneStudy(ProportionFrame frame)
    {
        var pair = frame.Studies.Pairs[0];
        var interval = ProportionInterval.Compute(pair.Events, pair.Total, StudyIntervalMethod.ClopperPearson, frame.Options.Level);
        var estimate = new Estimate((double)pair.Events / pair.Total, interval);
        var (effect, variance) = BinomialNormalHeterogeneity.Logit(pair, 0);
        var z = effect / Math.Sqrt(variance);
        List<string> notes =
        [
            "One study: nothing is pooled. The interval is the exact (Clopper-Pearson) one of that study; tau² and the prediction interval are not defined.",
        ];
        return frame.Result(
            estimate,
            new TransformedEstimate(effect, Math.Sqrt(variance), interval.Map(Logistic.Logit), new TestResult(z, null, NormalDistribution.TwoSided(z))),
            new HeterogeneityResult(),
            frame.Weigh(_ => 1),
            notes) with
        {
            Marginal = estimate,
            FitStatistics = LikelihoodCriteria.Of(BinomialNormalHeterogeneity.Saturated(frame.Studies), 1, 1),
        };
    }
}
