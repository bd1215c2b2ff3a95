namespace CarTEvidence.Resampling.Tests.Kernels;

public sealed unsafe class PooledKernelsTests
{
    // Closed forms differ from the textbook by rounding; iterated ones stop at about 1e-10 of the total variance, and a golden-section
    // search on the likelihood cannot tell values closer than the square root of the rounding error.
    private const double ClosedForm = 1e-10, RootFound = 1e-8, LikelihoodFound = 2e-6;

    public static TheoryData<PooledEstimator> Estimators => [.. PooledEstimators.OfEffects];

    public static TheoryData<string> DataSets => ["ordinary", "identical", "huge variances", "tiny variances", "mixed scales", "at the boundary"];

    internal static (double[] Effects, double[] Variances) Data(string kind, int k)
    {
        var draws = new RandomDraws(9, (ulong)k, 5);
        double[] y = new double[k], v = new double[k];
        for (int i = 0; i < k; i++)
        {
            double z = draws.NextNormal(), u = draws.NextUniform();
            (y[i], v[i]) = kind switch
            {
                "ordinary" => (1.2 + (0.9 * z), 0.05 + u),
                "identical" => (0.7, 0.05 + u),
                "huge variances" => (z, 1e8 * (0.5 + u)),
                "tiny variances" => (z, 1e-8 * (0.5 + u)),
                "mixed scales" => (z * Math.Sqrt(i % 2 == 0 ? 0.01 : 100), i % 2 == 0 ? 0.01 * (0.5 + u) : 100 * (0.5 + u)),
                "far apart" => (z, Math.Pow(10, (20 * (i % 5)) - 40) * (0.5 + u)),
                // Logits of n/n with one half added: the effect and its variance are functions of n alone.
                _ => (Math.Log((2 * (3 + i % 7)) + 1), 1 / (3.5 + (i % 7)) + 2),
            };
        }

        return (y, v);
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Fit_BootstrapSamples_AgreesWithTheTextbook(PooledEstimator estimator)
    {
        foreach (int k in (int[])[2, 3, 5, 8, 13, 20])
        {
            (double[] y, double[] v) = Data("ordinary", k);
            using var table = new StudyTable(y, v);
            using var draw = new StudyDraw(KernelPath.Scalar, k, table.PaddedCount, 7, 1);
            using var buffer = new AlignedBuffer(BatchFit.Bytes);
            var fit = new BatchFit(buffer);
            for (ulong first = 0; first < 64; first += Batch.Size)
            {
                draw.Next(first);
                PooledKernels.Fit(Dispatcher.Available[^1], estimator, table, draw.Counts, fit);
                for (int lane = 0; lane < Batch.Size; lane++)
                {
                    int[] chosen = [.. Enumerable.Range(0, k).SelectMany(i => Enumerable.Repeat(i, (int)draw.Counts[(i * Batch.Size) + lane]))];
                    (double mean, double tau, double se, _) = PlainFits.Fit(estimator, [.. chosen.Select(i => y[i])], [.. chosen.Select(i => v[i])]);
                    double tolerance = estimator is PooledEstimator.Reml or PooledEstimator.MaximumLikelihood ? LikelihoodFound
                        : estimator == PooledEstimator.PauleMandel ? RootFound : ClosedForm;
                    Assert.Equal(tau, fit.TauSquared[lane], tolerance * (1 + tau));
                    Assert.Equal(mean, fit.Mean[lane], tolerance);
                    Assert.Equal(se, 1 / Math.Sqrt(fit.Precision[lane]), tolerance);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(DataSets))]
    public void Fit_EveryPathEstimatorAndNumberOfStudies_GivesTheBitsOfTheSpecification(string kind)
    {
        foreach (int k in Enumerable.Range(2, 36).Concat([57, 64, 100, 127, 128, 129, 255, 1000, 4097]))
        {
            (double[] y, double[] v) = Data(kind, k);
            foreach (PooledEstimator estimator in PooledEstimators.OfEffects)
            {
                double[][] answers = [.. Dispatcher.Available.Select(path => Answers(path, estimator, y, v))];
                foreach (double[] answer in answers)
                {
                    Assert.Equal(answers[0].Select(BitConverter.DoubleToUInt64Bits), answer.Select(BitConverter.DoubleToUInt64Bits));
                    Assert.All(answer, number => Assert.True(double.IsFinite(number), $"{kind}, {estimator}, k = {k}: {number}"));
                }
            }
        }
    }

    private static double[] Answers(KernelPath path, PooledEstimator estimator, double[] y, double[] v)
    {
        using var table = new StudyTable(y, v);
        using var draw = new StudyDraw(path, y.Length, table.PaddedCount, 3, 1);
        using var buffer = new AlignedBuffer(BatchFit.Bytes);
        var fit = new BatchFit(buffer);
        var answers = new List<double>();
        for (ulong first = 0; first < (y.Length < 100 ? 48u : 16u); first += Batch.Size)
        {
            draw.Next(first);
            PooledKernels.Fit(path, estimator, table, draw.Counts, fit);
            PooledKernels.HksjVariance(path, table, draw.Counts, fit.TauSquared, fit.Suspects);
            foreach (nint column in (nint[])[(nint)fit.Mean, (nint)fit.TauSquared, (nint)fit.Precision, (nint)fit.Suspects])
            {
                answers.AddRange(new ReadOnlySpan<double>((double*)column, Batch.Size));
            }
        }

        return [.. answers];
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Single_DataAsTheyAre_AgreesWithTheTextbook(PooledEstimator estimator)
    {
        (double[] y, double[] v) = Data("ordinary", 17);
        using var table = new StudyTable(y, v);
        PooledFit fit = PooledKernels.Fit(KernelPath.Scalar, estimator, table);
        (double mean, double tau, double se, double hksj) = PlainFits.Fit(estimator, y, v);
        Assert.Equal(mean, fit.Mean, LikelihoodFound);
        Assert.Equal(tau, fit.TauSquared, LikelihoodFound);
        Assert.Equal(se, fit.StandardError, LikelihoodFound);
        Assert.Equal(hksj, fit.HksjStandardError, LikelihoodFound);
    }

    [Fact]
    public void Reml_LikelihoodWithTwoMaxima_TakesTheHigher()
    {
        // Over many small heterogeneous samples some have a second maximum; none of the answers may be beaten anywhere on a fine grid.
        int two = 0;
        for (int set = 0; set < 40; set++)
        {
            (double[] y, double[] v) = Data("mixed scales", 4 + (set % 5));
            for (int i = 0; i < y.Length; i++)
            {
                y[i] *= 1 + (set * 0.2);
            }

            using var table = new StudyTable(y, v);
            PooledFit fit = PooledKernels.Fit(KernelPath.Scalar, PooledEstimator.Reml, table);
            double reached = PlainFits.LogLikelihood(y, v, fit.TauSquared, restricted: true);
            double[] heights = [.. Enumerable.Range(0, 800).Select(i => PlainFits.LogLikelihood(y, v, i == 0 ? 0 : 1e-4 * Math.Exp(i * 0.025), restricted: true))];
            Assert.True(reached >= heights.Max() - 1e-9, $"set {set}: {reached} < {heights.Max()}");
            if (Enumerable.Range(0, 799).Count(i => heights[i] > heights[i + 1] && (i == 0 || heights[i] > heights[i - 1])) > 1)
            {
                two++;
            }
        }

        Assert.True(two > 0, "No sample had two maxima: the test shows nothing.");
    }
}
