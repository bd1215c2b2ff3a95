using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.TwoArmGlmm;

/// <summary>
/// The exact conditional model where R's metafor (5.1-12) and this library part: its standard errors and Wald tests come from numerical Hessians. Here are both from sums
/// over all tables with the margins, written plainly.
/// </summary>
public sealed class ConditionalExactTests
{
    /// <summary>Fourth-order differences of a likelihood that is summed to rounding over a grid.</summary>
    private const double Difference = 1e-6;

    /// <summary>Roots and sums, both to rounding.</summary>
    private const double Exact = 1e-9;

    /// <summary>Half the 95 % quantile of χ² on one degree of freedom.</summary>
    private const double HalfChiSquared = 1.9207294103470623;

    [Theory]
    [InlineData("bcg", 1e-4)]
    [InlineData("collins1985a", 0.4)]
    public void StandardError_PlainLikelihood_IsItsCurvature(string name, double metaforIsOff)
    {
        var reference = new CountReference($"two-arm-{name}.json");
        var data = reference.TwoArms;
        var fit = Fit(data);
        var (theta, tau) = (fit.Transformed.Value!.Value, fit.Heterogeneity.Tau!.Value);
        double At(double x, double y) => PlainTwoArm.LogLikelihood(data, "CM.EL", theta + x, tau + y);
        var (both, one, other) = (Mixed(At), Second(h => At(h, 0)), Second(h => At(0, h)));
        var se = 1 / Math.Sqrt(-(one - both * both / other));

        Near.Equal(se, fit.Transformed.StandardError, Difference);
        Assert.InRange(Math.Abs(Metafor(reference, "se") / se - 1), 0.5 * metaforIsOff * (name == "bcg" ? 0 : 1), 1.5 * metaforIsOff);
    }

    /// <summary>The Wald test: conditional estimates of every table, weighted by their exact information.</summary>
    [Theory]
    [InlineData("bcg", 163.08947856093124, 6e-4, 7e-4)]
    [InlineData("collins1985a", 32.5179221592646, 0, 1e-6)]
    public void WaldTest_PlainSums_IsTheirWeightedSumOfSquares(string name, double expected, double leastOff, double mostOff)
    {
        var reference = new CountReference($"two-arm-{name}.json");
        var data = reference.TwoArms;
        var studies = Enumerable.Range(0, data.Count).Select(i => Conditional(data, i)).OfType<(double Estimate, double Information)>().ToArray();
        var mean = studies.Sum(s => s.Information * s.Estimate) / studies.Sum(s => s.Information);
        var q = studies.Sum(s => s.Information * Math.Pow(s.Estimate - mean, 2));

        Near.Equal(expected, q, Exact);
        Near.Equal(q, Fit(data).Heterogeneity.CochranQ!.Statistic, Exact);
        Assert.InRange(Math.Abs(Metafor(reference, "QWald") / q - 1), leastOff, mostOff);
    }

    /// <summary>
    /// Pairs of one patient each are a binomial count of the pairs that differ: odds 4 to 2. If studies may differ, the likelihood knows the average of expit(θ + tau Z) alone, which
    /// tau moves towards a half: no typical odds ratio is excluded.
    /// </summary>
    [Theory]
    [InlineData(PoolingModel.GlmmCmEl)]
    [InlineData(PoolingModel.GlmmCmAl)]
    public void TwoArm_PairsOfSinglePatients_AreTheBinomialOfDiscordantPairs(PoolingModel model)
    {
        var fit = Pairs(model, 4, 2, IntervalMethod.ProfileLikelihood);
        Assert.Equal(2, fit.Pooled.Value!.Value, Exact);
        Assert.Equal(0, fit.Heterogeneity.TauSquared);
        Assert.Contains(fit.Notes, note => note.Contains("not identifiable", StringComparison.Ordinal));
        Assert.Equal((0, double.PositiveInfinity), (fit.Pooled.Interval!.Value.Lower, fit.Pooled.Interval.Value.Upper));
        Assert.Contains(fit.Notes, note => note.Contains("allows for any tau²", StringComparison.Ordinal));
    }

    /// <summary>Twelve pairs to one exclude an average of a half: the limit on that side is the binomial one, at tau = 0, and on the other there is none, as for single patients of one arm.</summary>
    [Theory]
    [InlineData(PoolingModel.GlmmCmEl, 12, 1)]
    [InlineData(PoolingModel.GlmmCmAl, 12, 1)]
    [InlineData(PoolingModel.GlmmCmEl, 1, 12)]
    public void TwoArm_PairsFarFromAHalf_BoundTheTypicalStudyOnThatSide(PoolingModel model, int up, int down)
    {
        var interval = Pairs(model, up, down, IntervalMethod.ProfileLikelihood).Pooled.Interval!.Value;
        Assert.Equal(up > down ? double.PositiveInfinity : 0, up > down ? interval.Upper : interval.Lower);
        var limit = up > down ? interval.Lower : interval.Upper;
        Assert.Equal(HalfChiSquared, LogBinomial((double)up / down) - LogBinomial(limit), Exact);
        var counts = Pooling.Proportions(new ProportionData(
            Enumerable.Range(0, up + down).Select(i => $"{i}"), Enumerable.Range(0, up + down).Select(i => i < up ? 1L : 0L), Enumerable.Repeat(1L, up + down))).Pooled.Interval!.Value;
        Assert.Equal(up > down ? counts.Lower / (1 - counts.Lower) : counts.Upper / (1 - counts.Upper), limit, 1e-6);

        double LogBinomial(double odds) => up * Math.Log(odds / (1 + odds)) - down * Math.Log(1 + odds);
    }

    [Fact]
    public void TwoArm_PairsByWald_HaveTheBinomialStandardError()
    {
        var fit = Pairs(PoolingModel.GlmmCmEl, 12, 1, IntervalMethod.Wald);
        Assert.Equal(Math.Sqrt(1 / 12.0 + 1), fit.Transformed.StandardError!.Value, Exact);
        Assert.DoesNotContain(fit.Notes, note => note.Contains("allows for any tau²", StringComparison.Ordinal));
    }

    private static PooledEffect Pairs(PoolingModel model, int up, int down, IntervalMethod interval)
    {
        var k = up + down;
        long[] one = [.. Enumerable.Repeat(1L, k)];
        long[] treated = [.. Enumerable.Range(0, k).Select(i => i < up ? 1L : 0L)];
        return Pooling.TwoArm(
            new TwoArmData(treated.Select((_, i) => $"{i}"), treated, one, treated.Select(x => 1 - x).ToArray(), one), new TwoArmOptions { Model = model, Interval = interval });
    }

    private static PooledEffect Fit(TwoArmData data) => Pooling.TwoArm(data, new TwoArmOptions { Model = PoolingModel.GlmmCmEl, Interval = IntervalMethod.Wald });

    private static double Metafor(CountReference reference, string field) =>
        reference.At("glmm").EnumerateArray().Single(e => e.GetProperty("model").GetString() == "CM.EL").GetProperty(field).GetDouble();

    /// <summary>A table's conditional estimate and its information; none where the count is at its bound and the estimate infinite.</summary>
    private static (double Estimate, double Information)? Conditional(TwoArmData data, int i)
    {
        long a = data.EventsTreated[i], n1 = data.TotalTreated[i], n2 = data.TotalControl[i], m = a + data.EventsControl[i];
        var (low, high) = (Math.Max(0, m - n2), Math.Min(n1, m));
        if (a == low || a == high)
        {
            return null;
        }

        var logs = Enumerable.Range((int)low, (int)(high - low + 1)).Select(x => (X: (double)x, Log: LogChoose(n1, x) + LogChoose(n2, m - x))).ToArray();
        var root = RootFinding.Brent(theta => Moments(logs, theta).Mean - a, -20, 20, 1e-14);
        return (root, Moments(logs, root).Variance);
    }

    private static (double Mean, double Variance) Moments((double X, double Log)[] logs, double theta)
    {
        var top = logs.Max(l => l.Log + theta * l.X);
        var weights = logs.Select(l => Math.Exp(l.Log + theta * l.X - top)).ToArray();
        var sum = weights.Sum();
        var mean = logs.Zip(weights, (l, w) => w * l.X).Sum() / sum;
        return (mean, logs.Zip(weights, (l, w) => w * (l.X - mean) * (l.X - mean)).Sum() / sum);
    }

    private static double LogChoose(long n, long x) => MathNet.Numerics.SpecialFunctions.BinomialLn((int)n, (int)x);

    private static double Second(Func<double, double> f)
    {
        const double Step = 0.02;
        return (-f(2 * Step) + 16 * f(Step) - 30 * f(0) + 16 * f(-Step) - f(-2 * Step)) / (12 * Step * Step);
    }

    private static double Mixed(Func<double, double, double> f)
    {
        double Crossed(double h) => (f(h, h) - f(h, -h) - f(-h, h) + f(-h, -h)) / (4 * h * h);
        return (4 * Crossed(0.01) - Crossed(0.02)) / 3;
    }
}
