using CarTEvidence.Resampling.Tests.Kernels;

namespace CarTEvidence.Resampling.Tests.Jackknife;

public sealed class JackknifeTests
{
    // Set by the golden-section search that the likelihood estimators are compared with.
    private const double Tolerance = 2e-6;

    [Theory]
    [InlineData(PooledEstimator.CommonEffect)]
    [InlineData(PooledEstimator.DerSimonianLaird)]
    [InlineData(PooledEstimator.Reml)]
    [InlineData(PooledEstimator.MaximumLikelihood)]
    [InlineData(PooledEstimator.PauleMandel)]
    public void Studies_EachLeftOut_IsTheFitWithoutIt(PooledEstimator estimator)
    {
        foreach (int k in (int[])[3, 4, 16, 17, 33])
        {
            (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", k);
            JackknifeResult result = Resampling.Jackknife.Studies(y, v, estimator);
            Assert.Equal(k, result.LeftOut.Count);
            for (int i = 0; i < k; i++)
            {
                (double mean, double tau, double se, double hksj) = PlainFits.Fit(estimator, [.. y.Where((_, j) => j != i)], [.. v.Where((_, j) => j != i)]);
                Assert.Equal(mean, result.LeftOut[i].Mean, Tolerance);
                Assert.Equal(tau, result.LeftOut[i].TauSquared, Tolerance * (1 + tau));
                Assert.Equal(se, result.LeftOut[i].StandardError, Tolerance);
                Assert.Equal(hksj, result.LeftOut[i].HksjStandardError, Tolerance);
            }
        }
    }

    [Fact]
    public void StandardError_EqualVariancesCommonEffect_IsThatOfTheMean()
    {
        double[] y = [1, 2, 4, 7, 3], v = [1, 1, 1, 1, 1];
        JackknifeResult result = Resampling.Jackknife.Studies(y, v, PooledEstimator.CommonEffect);
        double mean = y.Average();
        Assert.Equal(Math.Sqrt(y.Sum(x => (x - mean) * (x - mean)) / 20), result.StandardError, 1e-12);
        Assert.Equal(0, result.Bias, 1e-12);
    }
}
