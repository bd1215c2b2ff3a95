using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

public static partial class SmallStudyEffects
{
    // The integrand is smooth and dies like a normal density: twelve panels of this rule out to ten standard deviations are exact to rounding.
    private const int HenmiCopasNodes = 32;
    private const int HenmiCopasPanels = 12;
    private const double HenmiCopasReach = 10;
    private const double HenmiCopasWidest = 1e6;

    /// <summary>Henmi and Copas's confidence interval for the mean under random effects when small studies may be selected.</summary>
    /// <param name="data">Effects and variances, or a pooled effect.</param>
    /// <param name="level">Nominal coverage, between 0 and 1.</param>
    /// <returns>The common-effect mean with an interval from the joint distribution of the mean and Q; no p-value belongs to it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    /// <remarks>
    /// Large studies keep their weight, so the estimate moves little when small studies are missing. Not defined for one study; with k = 2 it is very wide.
    /// Henmi and Copas, Statistics in Medicine 2010, doi:10.1002/sim.4029.
    /// </remarks>
    public static HenmiCopas HenmiCopas(FunnelData data, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(data);
        NominalLevel.Check(level, nameof(level));
        var (mean, w1) = CommonEffect(data.Effect, data.Variance);
        if (data.Count < 2)
        {
            return new HenmiCopas(new TransformedEstimate(mean, null, null, new TestResult(null, null, null)), 0) { Notes = ["One study has no heterogeneity to allow for."] };
        }

        double w2 = 0, w3 = 0, w4 = 0;
        for (var i = 0; i < data.Count; i++)
        {
            var w = 1 / data.Variance[i];
            w2 += w * w / w1;
            w3 += w * w * w / w1;
            w4 += w * w * w * w / w1;
        }

        var tau2 = MomentTauSquared.DerSimonianLaird(new WeightedRegression(data.Effect.ToArray(), data.Variance.ToArray(), DesignMatrix.Intercept(data.Count))).Value;
        var law = new ConditionalQ(data.Count, tau2, w1, w2, w3, w4);
        var rule = GaussRule.Legendre(HenmiCopasNodes);
        double Excess(double t) => law.TailBeyond(t, rule) - ((1 - level) / 2);
        var upper = 2.0;
        while (Excess(upper) > 0 && upper < HenmiCopasWidest)
        {
            upper *= 2;
        }

        if (!(Excess(upper) <= 0))
        {
            return new HenmiCopas(new TransformedEstimate(mean, Math.Sqrt(law.VarianceRatio / w1), null, new TestResult(null, null, null)), tau2)
            {
                Notes = ["The variances differ by so many orders that the distribution of Q given the mean is not defined in double precision."],
            };
        }

        var t0 = RootFinding.Brent(Excess, 1e-6, upper);
        var standardError = Math.Sqrt(law.VarianceRatio / w1);

        // The critical value of |R| / √(1 + tau² W2) is t0 standard deviations of R.
        var reach = t0 * Math.Sqrt(law.VarianceRatio) * standardError;
        return new HenmiCopas(
            new TransformedEstimate(mean, standardError, new Interval(mean - reach, mean + reach, level), new TestResult(null, null, null)), tau2)
        {
            Notes = data.Count < FewStudies ? [Few(data.Count)] : [],
        };
    }

    /// <summary>Q given the standardised mean R, approximated by a gamma distribution with its exact conditional mean and variance (Henmi and Copas 2010, section 3).</summary>
    private readonly record struct ConditionalQ(int Count, double TauSquared, double W1, double W2, double W3, double W4)
    {
        /// <summary>Variance of the common-effect mean under random effects over that without.</summary>
        public double VarianceRatio => 1 + (TauSquared * W2);

        /// <summary>P(R beyond its critical value, on one side): the integral over r from t of P(Q small enough) φ(r).</summary>
        public double TailBeyond(double t, GaussRule rule)
        {
            var sum = 0.0;
            var width = HenmiCopasReach / HenmiCopasPanels;
            for (var panel = 0; panel < HenmiCopasPanels; panel++)
            {
                var from = t + (panel * width);
                for (var n = 0; n < rule.Nodes.Length; n++)
                {
                    var r = from + (width * (rule.Nodes.Span[n] + 1) / 2);
                    sum += width / 2 * rule.Weights.Span[n] * Given(r, r / t) * NormalDistribution.Density(r);
                }
            }

            return sum;
        }

        private double Given(double r, double ratio)
        {
            var bound = (((W1 / W2) - 1) * ((ratio * ratio) - 1)) + (Count - 1);
            var (mean, variance) = Moments(Math.Sqrt(VarianceRatio) * r);
            return GammaDistribution.Tails(bound * mean / variance, mean * mean / variance).Lower;
        }

        private (double Mean, double Variance) Moments(double r)
        {
            var t = TauSquared;
            var vr = VarianceRatio;
            var h = (r * r / (vr * vr)) - (1 / vr);
            var d3 = W3 - (W2 * W2);
            var mean = Count - 1 + (t * (W1 - W2)) + (t * t * h * d3);
            var variance = (2 * (Count - 1)) + (4 * t * (W1 - W2)) + (2 * t * t * ((W1 * W2) - (2 * W3) + (W2 * W2)))
                + (4 * t * t * h * d3)
                + (4 * t * t * t * h * (W4 - (2 * W2 * W3) + (W2 * W2 * W2)))
                + (2 * t * t * t * t * ((1 / (vr * vr)) - (2 * r * r / (vr * vr * vr))) * d3 * d3);
            return (mean, variance);
        }
    }
}
