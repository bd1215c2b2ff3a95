using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <content>Pooled estimates, tests, prediction and heterogeneity.</content>
internal sealed partial class AnswerWriter
{
    private void WritePooled(string name, PooledEffect effect) => Object(name, () =>
    {
        WriteEstimate(effect.Pooled);
        if (effect.Marginal is { } marginal)
        {
            Object("marginal", () => WriteEstimate(marginal));
        }
        else
        {
            json.WriteNull("marginal");
        }

        Object("transformed", () => WriteTransformed(effect.Transformed));
    });

    private void WriteEstimate(Estimate estimate)
    {
        Number("estimate", estimate.Value);
        WriteLimits(estimate.Interval);
    }

    private void WriteLimits(Interval? interval)
    {
        Number("lower", interval?.Lower);
        Number("upper", interval?.Upper);
    }

    private void WriteTransformed(TransformedEstimate estimate)
    {
        Number("estimate", estimate.Value);
        Number("standardError", estimate.StandardError);
        WriteLimits(estimate.Interval);
        WriteTestValues(estimate.Test);
    }

    private void WriteTest(string name, TestResult? test) => Object(name, () => WriteTestValues(test));

    private void WriteTestValues(TestResult? test)
    {
        Number("statistic", test?.Statistic);
        Number("df", test?.DegreesOfFreedom);
        if (test?.DenominatorDegreesOfFreedom is { } denominator)
        {
            Number("df2", denominator);
        }

        Number("pValue", test?.PValue);
    }

    private void WritePrediction(string name, Prediction? prediction) => Object(name, () =>
    {
        WriteLimits(prediction?.Interval);
        Object("transformed", () => WriteLimits(prediction?.Transformed));
    });

    private void WriteHeterogeneity(string name, HeterogeneityResult heterogeneity) => Object(name, () =>
    {
        Number("tau2", heterogeneity.TauSquared);
        Number("tau2StandardError", heterogeneity.TauSquaredStandardError);
        Number("i2", heterogeneity.ISquared);
        Number("h2", heterogeneity.HSquared);
        Number("i2FromQ", heterogeneity.ISquaredFromQ);
        Number("q", heterogeneity.CochranQ?.Statistic);
        Number("qDf", heterogeneity.CochranQ?.DegreesOfFreedom);
        Number("qPValue", heterogeneity.CochranQ?.PValue);
        Number("qLikelihoodRatio", heterogeneity.LikelihoodRatio?.Statistic);
        Number("qLikelihoodRatioPValue", heterogeneity.LikelihoodRatio?.PValue);
    });

    // Likelihood models have their interval anyway; the others make theirs, one by one, when they are asked for.
    private void WriteTauSquaredIntervals(PooledEffect effect, AnswerParts parts)
    {
        var wanted = parts.HasFlag(AnswerParts.TauSquaredIntervals) || effect.Model is not (PoolingModel.Random or PoolingModel.Common);
        Entries("tau2Intervals", wanted ? AllTauSquaredIntervals(effect) : [], interval =>
        {
            Text("method", MethodNames.TauSquaredIntervals[interval.Method].Name);
            Number("tau2Lower", interval.TauSquared.Lower);
            Number("tau2Upper", interval.TauSquared.Upper);
            Number("i2Lower", interval.ISquared?.Lower);
            Number("i2Upper", interval.ISquared?.Upper);
            Number("h2Lower", interval.HSquared?.Lower);
            Number("h2Upper", interval.HSquared?.Upper);
        });
    }

    /// <summary>What the fit lists, and the interval from the exact distribution of Q, which tables leave out.</summary>
    private static IReadOnlyList<TauSquaredInterval> AllTauSquaredIntervals(PooledEffect effect) =>
        effect.Model == PoolingModel.Random && effect.TauSquaredIntervals.Count > 0
            && effect.TauSquaredIntervalBy(TauSquaredIntervalMethod.BiggerstaffJackson) is { } exact
                ? [.. effect.TauSquaredIntervals, exact]
                : effect.TauSquaredIntervals;

    private void WriteFitStatistics(FitStatistics? statistics) => Object("fitStatistics", () =>
    {
        Number("logLikelihoodMl", statistics?.LogLikelihoodMl);
        Number("logLikelihoodReml", statistics?.LogLikelihoodReml);
        Number("aic", statistics?.Aic);
        Number("bic", statistics?.Bic);
        Number("aicc", statistics?.Aicc);
    });
}
