using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <content>The posterior of models with priors and the correlation and counts of the beta-binomial model, only where there are any.</content>
internal sealed partial class AnswerWriter
{
    private void WriteBetaBinomial(PooledEffect effect)
    {
        if (effect.IntraclassCorrelation is { } correlation)
        {
            Object("intraclassCorrelation", () => WriteEstimate(correlation));
        }

        if (effect.PredictiveCounts.Count > 0)
        {
            Array("predictiveCounts", [.. effect.PredictiveCounts.Select(p => (double?)p)], NumberValue);
        }
    }

    private void WritePosterior(Posterior? posterior)
    {
        if (posterior is null)
        {
            return;
        }

        Object("posterior", () =>
        {
            Text("priors", posterior.Priors.ToString());
            Number("mean", posterior.Mean);
            Number("median", posterior.Median);
            WriteLimits(posterior.EqualTailed);
            Number("shortestLower", posterior.Shortest.Lower);
            Number("shortestUpper", posterior.Shortest.Upper);
            Number("tauMean", posterior.TauMean);
            Number("tauMedian", posterior.TauMedian);
            Number("tauLower", posterior.Tau.Lower);
            Number("tauUpper", posterior.Tau.Upper);
            Entries("probabilityAbove", posterior.ProbabilityAbove, above =>
            {
                Number("threshold", above.Threshold);
                Number("probability", above.Probability);
            });
            Object("predictive", () => WriteEstimate(posterior.Predictive));
            Array("predictiveCounts", [.. posterior.PredictiveCounts.Select(p => (double?)p)], NumberValue);
        });
    }
}
