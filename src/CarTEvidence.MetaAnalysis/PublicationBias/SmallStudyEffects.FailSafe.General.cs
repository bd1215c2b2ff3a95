using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

public static partial class SmallStudyEffects
{
    private const double MostHiddenStudies = 1e9;

    // N hidden studies whose true effects average 0 and vary as the observed ones, with the harmonic mean variance. Together with the k observed ones, whose true
    // effects average mu, they are a mixture. Its sum of squares is (k - 1) tau² + (N - 1) tau² + mu² kN/(k + N), and so its variance over the k + N studies
    // tau² (k + N - 2)/(k + N) + mu² kN/(k + N)²; the mean is tested with that.
    private static FailSafeN General(FunnelData data, double significance)
    {
        var fit = RandomEffectsFit.Fit(data.Effect, data.Variance, new RandomEffectsSettings());
        var (mu, tau2) = (fit.Beta[0], fit.TauSquared);
        var precision = 0.0;
        foreach (var v in data.Variance)
        {
            precision += 1 / v;
        }

        var hiddenVariance = data.Count / precision;
        var (yi, vi) = (data.Effect.ToArray(), data.Variance.ToArray());

        double PValue(double hidden)
        {
            var all = data.Count + hidden;
            var mixed = hidden == 0 ? tau2 : (tau2 * (all - 2) / all) + (mu * mu * data.Count * hidden / (all * all));
            var sumOfWeights = hidden / (hiddenVariance + mixed);
            var sum = 0.0;
            for (var i = 0; i < yi.Length; i++)
            {
                sumOfWeights += 1 / (vi[i] + mixed);
                sum += yi[i] / (vi[i] + mixed);
            }

            return NormalDistribution.TwoSided(sum / Math.Sqrt(sumOfWeights));
        }

        var observed = PValue(0);
        if (observed >= significance)
        {
            return new FailSafeN(FailSafeMethod.General, 0, observed, null);
        }

        double enough = 1;
        while (PValue(enough) < significance)
        {
            enough *= 2;
            if (enough > MostHiddenStudies)
            {
                return new FailSafeN(FailSafeMethod.General, null, observed, null) { Notes = ["More than a billion hidden studies would be needed."] };
            }
        }

        var few = Math.Floor(enough / 2);
        while (enough - few > 1)
        {
            var middle = Math.Floor((few + enough) / 2);
            if (PValue(middle) < significance)
            {
                few = middle;
            }
            else
            {
                enough = middle;
            }
        }

        return new FailSafeN(FailSafeMethod.General, enough, observed, null);
    }
}
