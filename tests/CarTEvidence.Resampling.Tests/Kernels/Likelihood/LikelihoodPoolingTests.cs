namespace CarTEvidence.Resampling.Tests.Kernels.Likelihood;

public sealed class LikelihoodPoolingTests
{
    // Both stop at about 1e-10 of the total variance.
    private const double Converged = 1e-9;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_AnySize_AgreesWithTheBatchKernels(bool restricted)
    {
        foreach (int k in (int[])[2, 3, 8, 15, 16, 17, 63, 64, 65, 127, 128, 129, 200, 1000, 4097])
        {
            foreach (string kind in (string[])["ordinary", "identical", "huge variances", "tiny variances", "mixed scales"])
            {
                (double[] y, double[] v) = PooledKernelsTests.Data(kind, k);
                using var table = new StudyTable(y, v);
                PooledFit expected = PooledKernels.Fit(KernelPath.Scalar, restricted ? PooledEstimator.Reml : PooledEstimator.MaximumLikelihood, table);
                PooledFit fit = LikelihoodPooling.Fit(y, v, restricted);
                double scale = expected.TauSquared + (k / v.Sum(vi => 1 / vi));
                Assert.Equal(expected.TauSquared, fit.TauSquared, Converged * scale);
                Assert.Equal(expected.Mean, fit.Mean, Converged * Math.Sqrt(scale) * 10);
                Assert.Equal(1, fit.StandardError / expected.StandardError, Converged);
                Assert.Equal(expected.HksjStandardError, fit.HksjStandardError, 1e-7 * expected.StandardError);
            }
        }
    }

    [Theory]
    [MemberData(nameof(PooledKernelsTests.DataSets), MemberType = typeof(PooledKernelsTests))]
    public void Fit_EveryPath_GivesTheSameBits(string kind)
    {
        foreach (int k in Enumerable.Range(2, 36).Concat([63, 64, 65, 100, 127, 128, 129, 1000, 4097]))
        {
            (double[] y, double[] v) = PooledKernelsTests.Data(kind, k);
            foreach (bool restricted in (bool[])[true, false])
            {
                PooledFit scalar = LikelihoodPooling.Fit(y, v, restricted, KernelPath.Scalar);
                Assert.True(double.IsFinite(scalar.Mean) && double.IsFinite(scalar.TauSquared) && scalar.StandardError > 0, $"{kind}, k = {k}: {scalar}");
                foreach (KernelPath path in Dispatcher.Available)
                {
                    Assert.Equal(scalar, LikelihoodPooling.Fit(y, v, restricted, path));
                }
            }
        }
    }

    [Fact]
    public void Fit_HalfAMillionStudies_FindsTheTruth()
    {
        const int K = 500_000;
        double[] y = new double[K], v = new double[K];
        for (int i = 0; i < K; i++)
        {
            var draws = new RandomDraws(5, (ulong)i);
            v[i] = 0.1 + draws.NextUniform();
            y[i] = 2 + (Math.Sqrt(0.5 + v[i]) * draws.NextNormal());
        }

        PooledFit fit = LikelihoodPooling.Fit(y, v);
        Assert.InRange(fit.Mean, 2 - (5 * fit.StandardError), 2 + (5 * fit.StandardError));
        Assert.InRange(fit.TauSquared, 0.49, 0.51);
    }
}
