using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

public static partial class SmallStudyEffects
{
    private const double MostHiddenStudies = 1e9;

    // N hidden studies whose true effects average 0 with the observed tau² and the harmonic mean variance. Together with the k observed ones, whose true
    // effects average mu, they are a mixture: its between-study variance is tau² + mu² kN/(k + N)², and the mean is tested with that.
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
            var mixed = tau2 + (mu * mu * data.Count * hidden / ((data.Count + hidden) * (data.Count + hidden)));
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
