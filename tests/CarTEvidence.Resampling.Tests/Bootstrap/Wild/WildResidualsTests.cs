namespace CarTEvidence.Resampling.Tests.Bootstrap.Wild;

public sealed class WildResidualsTests
{
    private const double Rounding = 1e-12;

    private static readonly BootstrapOptions Adjusted = new() { AdjustResiduals = true, Replicates = 64, Estimator = PooledEstimator.CommonEffect };

    // Every replicate's mean is m + Σ ±w e/√(1 − h) / Σ w, for one of eight combinations of signs.
    [Theory]
    [InlineData(1)]
    [InlineData(0.4)]
    [InlineData(0.05)]
    public void Wild_AdjustedResiduals_AreDividedByTheRootOfOneLessTheLeverage(double first)
    {
        double[] y = [0.3, 1.1, 2.2], v = [first, 1, 1.5], w = [.. v.Select(variance => 1 / variance)];
        double total = w.Sum(), mean = w.Zip(y, (a, b) => a * b).Sum() / total;
        double[] expected = [.. Enumerable.Range(0, 8).Select(signs => mean + (Enumerable.Range(0, 3).Sum(i => ((signs >> i & 1) == 0 ? 1 : -1) * w[i] * (y[i] - mean) / Math.Sqrt(1 - (w[i] / total))) / total))];
        Assert.All(Resampling.Bootstrap.Wild(y, v, null, Adjusted).Means, replicate => Assert.True(expected.Min(one => Math.Abs(one - replicate)) < Rounding));
    }

    // A study with all the weight but one part in 10²⁰: its residual, (1 − h)(y − mean of the others), and 1 − h are lost beside y and 1, and their quotient is not.
    [Fact]
    public void Wild_OneStudyWithAllTheWeight_StillScattersByItsOwnError()
    {
        double scatter = 1.5 * Math.Sqrt(2 / 1e20);
        Assert.All(Resampling.Bootstrap.Wild([1, 2, 3], [1e-20, 1, 1], null, Adjusted).Means, replicate => Assert.Equal(scatter, Math.Abs(replicate - 1), 1e-15));
    }
}
