using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.PublicationBias;

/// <summary>Tests of small-study effects without a reference run, against their papers' formulas written with plain sums.</summary>
public sealed class SmallStudyFormulaTests
{
    private const double SameSums = 1e-10;

    private static readonly TwoArmData Bcg = new Models.CountReference("two-arm-bcg.json").TwoArms;

    private static readonly TwoArmData WithZeros = new(
        ["a", "b", "c", "d", "e", "f"], [0, 3, 12, 1, 0, 7], [20, 31, 60, 15, 9, 44], [2, 5, 20, 0, 0, 11], [22, 29, 64, 14, 11, 40]);

    public static TheoryData<bool> Sets => [false, true];

    /// <summary>G. Rücker, G. Schwarzer, J. Carpenter, Statistics in Medicine 27 (2008) 746–763: Δ = asin√(a/n₁) − asin√(c/n₂), variance 1/(4n₁) + 1/(4n₂).</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Arcsine_EggerAndBegg_AreTheRegressionAndTheRankTestOfTheDifferences(bool zeros)
    {
        var (y, v) = Arcsines(zeros ? WithZeros : Bcg);
        var tests = SmallStudyEffects.Arcsine(zeros ? WithZeros : Bcg);

        // Egger: ordinary regression of y/s on 1/s; the intercept over its standard error.
        var (intercept, error) = Line([.. v.Select(x => 1 / Math.Sqrt(x))], [.. y.Zip(v, (a, b) => a / Math.Sqrt(b))]);
        Near.Equal(intercept / error, tests[0].Test.Statistic, SameSums, what: "arcsine-egger");
        Assert.Equal(y.Length - 2, tests[0].Test.DegreesOfFreedom);

        // Begg and Mazumdar: Kendall's score of the standardised deviates and the variances, over its standard deviation without ties.
        var mean = y.Zip(v, (a, b) => a / b).Sum() / v.Sum(x => 1 / x);
        double[] deviate = [.. y.Zip(v, (a, b) => (a - mean) / Math.Sqrt(b - 1 / v.Sum(x => 1 / x)))];
        double score = 0, k = y.Length;
        for (var i = 0; i < y.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                score += Math.Sign(deviate[i] - deviate[j]) * Math.Sign(v[i] - v[j]);
            }
        }

        Assert.Equal(v.Length, v.Distinct().Count());
        Near.Equal(score / Math.Sqrt(k * (k - 1) * (2 * k + 5) / 18), tests[1].Test.Statistic, SameSums, what: "arcsine-begg");
    }

    /// <summary>S. G. Thompson, S. J. Sharp, Statistics in Medicine 18 (1999) 2693–2708: weights 1/(v + tau²), tau² by moments around the line.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Arcsine_ThompsonSharp_IsTheWeightedRegression(bool zeros)
    {
        var (y, v) = Arcsines(zeros ? WithZeros : Bcg);
        var test = SmallStudyEffects.Arcsine(zeros ? WithZeros : Bcg)[2];
        double[] s = [.. v.Select(Math.Sqrt)];

        // At any tau² the statistic is the slope on s over its standard error; the reference runs of log odds ratios fix which tau², here it is found again.
        double Slope(double tau2)
        {
            double[] w = [.. v.Select(x => 1 / (x + tau2))];
            double sw = w.Sum(), sx = w.Zip(s, (a, b) => a * b).Sum() / sw, sy = w.Zip(y, (a, b) => a * b).Sum() / sw;
            var sxx = w.Zip(s, (a, b) => a * (b - sx) * (b - sx)).Sum();
            return w.Zip(s, (a, b) => a * (b - sx)).Zip(y, (a, b) => a * (b - sy)).Sum() / sxx;
        }

        var tau2 = RandomEffectsFit.Fit(y, v, new RandomEffectsSettings(), DesignMatrix.FromColumns(["one", "s"], [[.. v.Select(_ => 1.0)], s])).TauSquared;
        Near.Equal(Slope(tau2), test.Estimate, SameSums, what: "arcsine-thompson-sharp");
    }

    /// <summary>G. Rücker and others, Biostatistics 12 (2011) 122–142: ordinary regression of y/√(v + tau²) on 1/√(v + tau²), unit errors, and β + τα.</summary>
    [Fact]
    public void LimitMetaAnalysis_Bcg_IsTheGeneralisedRadialRegression()
    {
        var effects = Bcg.EffectSizes(Measure.OddsRatio);
        var data = new FunnelData(effects.Select(e => e.Effect!.Value), effects.Select(e => e.Variance!.Value));
        var limit = SmallStudyEffects.LimitMetaAnalysis(data);
        var tau2 = RandomEffectsFit.Fit(data.Effect, data.Variance, new RandomEffectsSettings()).TauSquared;
        double[] s = [.. data.Variance.ToArray().Select(v => Math.Sqrt(v + tau2))];
        double[] x = [.. s.Select(t => 1 / t)], z = [.. data.Effect.ToArray().Zip(s, (y, t) => y / t)];

        double k = x.Length, mx = x.Average(), mz = z.Average(), sxx = x.Sum(t => (t - mx) * (t - mx));
        var beta = x.Zip(z, (a, b) => (a - mx) * (b - mz)).Sum() / sxx;
        var alpha = mz - beta * mx;
        var (varBeta, varAlpha, cov) = (1 / sxx, 1 / k + mx * mx / sxx, -mx / sxx);

        Near.Equal(alpha, limit.Intercept, SameSums, what: "alpha");
        Near.Equal(beta + Math.Sqrt(tau2) * alpha, limit.Adjusted!.Value, SameSums, what: "limit");
        Near.Equal(Math.Sqrt(varBeta + tau2 * varAlpha + 2 * Math.Sqrt(tau2) * cov), limit.Adjusted.StandardError, SameSums, what: "standard error");
        for (var i = 0; i < s.Length; i++)
        {
            var shrunken = beta + Math.Sqrt(tau2) * (data.Effect[i] - beta) / s[i];
            Near.Equal(shrunken, limit.Shrunken[i], SameSums, what: "shrunken");
        }

        // Q of the common effect splits into that of the small-study effect and the rest around Egger's line.
        double[] wi = [.. data.Variance.ToArray().Select(v => 1 / v)], se = [.. data.Variance.ToArray().Select(Math.Sqrt)], yi = data.Effect.ToArray();
        double sw = wi.Sum(), my = wi.Zip(yi, (w, y) => w * y).Sum() / sw, ms = wi.Zip(se, (w, t) => w * t).Sum() / sw;
        var q = wi.Zip(yi, (w, y) => w * (y - my) * (y - my)).Sum();
        var explained = Math.Pow(Enumerable.Range(0, yi.Length).Sum(i => wi[i] * (se[i] - ms) * (yi[i] - my)), 2) / wi.Zip(se, (w, t) => w * (t - ms) * (t - ms)).Sum();
        Near.Equal(explained, limit.SmallStudyTest.Statistic, 1e-8, what: "Q small-study");
        Near.Equal(q - explained, limit.ResidualTest.Statistic, SameSums, what: "Q residual");
    }

    /// <summary>T. D. Stanley, H. Doucouliagos, Research Synthesis Methods 5 (2014) 60–78: weighted least squares on the standard error, then on the variance.</summary>
    [Fact]
    public void PetPeese_Bcg_AreWeightedLeastSquares()
    {
        var effects = Bcg.EffectSizes(Measure.OddsRatio);
        var data = new FunnelData(effects.Select(e => e.Effect!.Value), effects.Select(e => e.Variance!.Value));
        var fit = SmallStudyEffects.PetPeese(data);
        foreach (var (power, own) in new[] { (0.5, fit.Pet!), (1.0, fit.Peese!) })
        {
            // y on 1 and v^power with weights 1/v is ordinary regression of y/s on 1/s and v^power/s, without an intercept.
            double[] s = [.. data.Variance.ToArray().Select(Math.Sqrt)];
            double[] one = [.. s.Select(t => 1 / t)], size = [.. s.Select(t => Math.Pow(t, 2 * power) / t)], z = [.. data.Effect.ToArray().Zip(s, (y, t) => y / t)];
            double a = one.Sum(t => t * t), b = one.Zip(size, (t, u) => t * u).Sum(), c = size.Sum(t => t * t), p = one.Zip(z, (t, u) => t * u).Sum(), q = size.Zip(z, (t, u) => t * u).Sum();
            var determinant = a * c - b * b;
            var (intercept, slope) = ((c * p - b * q) / determinant, (a * q - b * p) / determinant);
            var residual = Enumerable.Range(0, z.Length).Sum(i => Math.Pow(z[i] - intercept * one[i] - slope * size[i], 2)) / (z.Length - 2);
            var error = Math.Sqrt(residual * c / determinant);

            Near.Equal(intercept, own.Value, SameSums, what: "extrapolated");
            Near.Equal(error, own.StandardError, SameSums, what: "standard error");
            Near.Equal(intercept - StudentDistribution.UpperQuantile(0.025, z.Length - 2) * error, own.Interval!.Value.Lower, SameSums, what: "lower limit");
        }

        var oneSided = StudentDistribution.Upper(-fit.Pet!.Test.Statistic!.Value, Bcg.Count - 2);
        Assert.Equal(oneSided < 0.05 ? fit.Peese : fit.Pet, fit.Leading);
    }

    private static (double[] Effect, double[] Variance) Arcsines(TwoArmData data) => (
        [.. Enumerable.Range(0, data.Count).Select(i => Math.Asin(Math.Sqrt((double)data.EventsTreated[i] / data.TotalTreated[i])) - Math.Asin(Math.Sqrt((double)data.EventsControl[i] / data.TotalControl[i])))],
        [.. Enumerable.Range(0, data.Count).Select(i => 0.25 / data.TotalTreated[i] + 0.25 / data.TotalControl[i])]);

    /// <summary>Intercept of an ordinary regression, and its standard error.</summary>
    private static (double Intercept, double Error) Line(double[] x, double[] y)
    {
        double k = x.Length, mx = x.Average(), my = y.Average(), sxx = x.Sum(t => (t - mx) * (t - mx));
        var slope = x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / sxx;
        var intercept = my - slope * mx;
        var residual = x.Zip(y, (a, b) => Math.Pow(b - intercept - slope * a, 2)).Sum() / (k - 2);
        return (intercept, Math.Sqrt(residual * (1 / k + mx * mx / sxx)));
    }
}
