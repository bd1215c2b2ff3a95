using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>tau² by any of the estimators, for k &gt; p studies.</summary>
internal static class TauSquaredEstimation
{
    /// <summary>Estimates tau² and its standard error.</summary>
    public static TauSquaredFit Estimate(WeightedRegression regression, TauSquaredEstimator estimator, double tolerance, int maxIterations)
    {
        switch (estimator)
        {
            case TauSquaredEstimator.DerSimonianLaird:
                return MomentTauSquared.DerSimonianLaird(regression);
            case TauSquaredEstimator.Hedges:
                return MomentTauSquared.Hedges(regression);
            case TauSquaredEstimator.HunterSchmidt:
                return MomentTauSquared.HunterSchmidt(regression, corrected: false);
            case TauSquaredEstimator.HunterSchmidtCorrected:
                return MomentTauSquared.HunterSchmidt(regression, corrected: true);
            case TauSquaredEstimator.SidikJonkman:
                return MomentTauSquared.SidikJonkman(regression);
            case TauSquaredEstimator.Reml:
                {
                    var fit = LikelihoodTauSquared.Maximise(regression, restricted: true, tolerance, maxIterations);
                    return fit with { StandardError = Math.Sqrt(2 / regression.At(fit.Value).TracePP) };
                }

            case TauSquaredEstimator.Ml:
                {
                    var fit = LikelihoodTauSquared.Maximise(regression, restricted: false, tolerance, maxIterations);
                    return fit with { StandardError = Math.Sqrt(2 / regression.At(fit.Value).SumW2) };
                }

            // These five solve Q(tau²) = k − p (its median for PMM), whatever path they take to it.
            case TauSquaredEstimator.PauleMandel:
            case TauSquaredEstimator.EmpiricalBayes:
            case TauSquaredEstimator.DerSimonianLairdIterated:
            case TauSquaredEstimator.SidikJonkmanIterated:
                return Generalized(regression, regression.DegreesOfFreedom, tolerance, maxIterations);
            case TauSquaredEstimator.MedianUnbiasedPauleMandel:
                return Generalized(regression, ChiSquaredDistribution.LowerQuantile(0.5, regression.DegreesOfFreedom), tolerance, maxIterations);
            default:
                throw new ArgumentOutOfRangeException(nameof(estimator), estimator, "Unknown estimator of tau².");
        }
    }

    private static TauSquaredFit Generalized(WeightedRegression regression, double target, double tolerance, int maxIterations)
    {
        var fit = GeneralizedQ.Root(regression, target, tolerance, maxIterations);
        double k = regression.Count;
        return fit with { StandardError = Math.Sqrt(2 * k * k / regression.DegreesOfFreedom) / regression.At(fit.Value).SumW };
    }
}
