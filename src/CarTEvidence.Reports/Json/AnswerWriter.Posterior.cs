using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <content>The posterior of models with priors, only where there is one.</content>
internal sealed partial class AnswerWriter
{
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
