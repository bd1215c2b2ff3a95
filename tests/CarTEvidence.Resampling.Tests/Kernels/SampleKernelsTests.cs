using System.Text.Json;

namespace CarTEvidence.Resampling.Tests.Kernels;

public sealed unsafe class SampleKernelsTests
{
    // As for PooledKernels: rounding, the stopping rule of the root, and what a golden-section search on the likelihood can tell.
    private const double ClosedForm = 1e-10, RootFound = 1e-8, LikelihoodFound = 2e-6;

    // The reference iterates to 1e-8; closed forms are met to rounding.
    private const double ReferenceClosed = 1e-10, ReferenceIterated = 1e-8;

    public static TheoryData<string> DataSets => PooledKernelsTests.DataSets;

    /// <summary>Sixteen data sets side by side, of one kind but all different.</summary>
    private static (double[] Effects, double[] Variances) Lane(string kind, int k, int lane)
    {
        (double[] y, double[] v) = PooledKernelsTests.Data(kind, k);
        return ([.. y.Select((yi, i) => kind == "identical" ? yi : yi * (1 + (0.3 * ((lane * (i + 3)) % 5))))], [.. v.Select((vi, i) => vi * (1 + (0.1 * ((lane + i) % 7))))]);
    }

    private static double[] Answers(KernelPath path, PooledEstimator estimator, string kind, int k)
    {
        using var studies = new OwnStudies(k, 0.25);
        using var buffer = new AlignedBuffer(BatchEstimates.Bytes);
        var fit = new BatchEstimates(buffer);
        for (int lane = 0; lane < Batch.Size; lane++)
        {
            (double[] y, double[] v) = Lane(kind, k, lane);
            for (int i = 0; i < k; i++)
            {
                (studies.Effects[(i * Batch.Size) + lane], studies.Variances[(i * Batch.Size) + lane]) = (y[i] - 0.25, v[i]);
            }
        }

        SampleKernels.Fit(path, estimator, studies.All, fit);
        var answers = new List<double>();
        foreach (nint column in (nint[])[(nint)fit.Mean, (nint)fit.TauSquared, (nint)fit.Precision, (nint)fit.HksjVariance, (nint)fit.ISquared, (nint)fit.TauSquaredVariance, (nint)fit.ISquaredVariance])
        {
            answers.AddRange(new ReadOnlySpan<double>((double*)column, Batch.Size));
        }

        return [.. answers];
    }

    [Theory]
    [MemberData(nameof(DataSets))]
    public void Fit_EveryPathEstimatorAndNumberOfStudies_GivesTheBitsOfTheSpecification(string kind)
    {
        foreach (int k in (int[])[2, 3, 4, 5, 7, 12, 21, 64, 130])
        {
            foreach (PooledEstimator estimator in PooledEstimators.OfEffects)
            {
                double[][] answers = [.. Dispatcher.Available.Select(path => Answers(path, estimator, kind, k))];
                foreach (double[] answer in answers)
                {
                    Assert.Equal(answers[0].Select(BitConverter.DoubleToUInt64Bits), answer.Select(BitConverter.DoubleToUInt64Bits));
                    Assert.All(answer, number => Assert.True(double.IsFinite(number), $"{kind}, {estimator}, k = {k}: {number}"));
                }
            }
        }
    }

    [Theory]
    [InlineData("ordinary")]
    [InlineData("identical")]
    [InlineData("mixed scales")]
    [InlineData("at the boundary")]
    public void Fit_OwnStudies_AgreesWithTheTextbook(string kind)
    {
        foreach (int k in (int[])[2, 3, 8, 19])
        {
            foreach (PooledEstimator estimator in PooledEstimators.OfEffects)
            {
                double[] answers = Answers(Dispatcher.Available[^1], estimator, kind, k);
                double tolerance = estimator is PooledEstimator.Reml or PooledEstimator.MaximumLikelihood ? LikelihoodFound : estimator == PooledEstimator.PauleMandel ? RootFound : ClosedForm;
                for (int lane = 0; lane < Batch.Size; lane++)
                {
                    (double[] y, double[] v) = Lane(kind, k, lane);
                    (double mean, double tau, double se, double hksj) = PlainFits.Fit(estimator, y, v);
                    string where = $"{estimator}, k = {k}, lane {lane}";
                    Near(tau, answers[Batch.Size + lane], tolerance * (1 + tau), where);
                    Near(mean, answers[lane], tolerance * (1 + Math.Abs(mean)), where);
                    Near(se, 1 / Math.Sqrt(answers[(2 * Batch.Size) + lane]), tolerance * (1 + se), where);
                    Near(hksj, Math.Sqrt(answers[(3 * Batch.Size) + lane]), Math.Max(1e-7, tolerance) * (1 + hksj), where);
                }
            }
        }
    }

    private static void Near(double expected, double actual, double tolerance, string where) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"{where}: {expected} expected, {actual} found");

    /// <summary>I² and the standard error of tau² as metafor 5.1 gives them, for every measure of every reference data set.</summary>
    [Fact]
    public void Describe_ReferenceData_AgreesWithMetafor()
    {
        int compared = 0;
        foreach (string path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Reference"), "proportions-*.json"))
        {
            foreach (JsonElement effect in JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("effects").EnumerateArray())
            {
                double?[] all = [.. effect.GetProperty("yi").EnumerateArray().Concat(effect.GetProperty("vi").EnumerateArray()).Select(n => n.ValueKind == JsonValueKind.Number ? n.GetDouble() : (double?)null)];
                if (Array.Exists(all, number => number is null) || Array.Exists(all[(all.Length / 2)..], variance => variance <= 0))
                {
                    continue;
                }

                double[] y = [.. all[..(all.Length / 2)].Select(n => n!.Value)], v = [.. all[(all.Length / 2)..].Select(n => n!.Value)];
                foreach (JsonElement pooled in effect.GetProperty("pooled").EnumerateArray())
                {
                    if (Estimator(pooled.GetProperty("tau2Estimator").GetString()!) is not { } estimator || pooled.GetProperty("test").GetString() != "z")
                    {
                        continue;
                    }

                    bool iterated = estimator is PooledEstimator.Reml or PooledEstimator.MaximumLikelihood or PooledEstimator.PauleMandel;
                    double tolerance = iterated ? ReferenceIterated : ReferenceClosed;
                    using var scheme = new BootstrapScheme(new BootstrapData { Kind = BootstrapKind.Studies, Effects = y, Variances = v }, new BootstrapOptions { Estimator = estimator });
                    string where = $"{Path.GetFileName(path)} {effect.GetProperty("measure")} {estimator}";
                    double i2 = pooled.GetProperty("I2").GetDouble();
                    Near(i2, scheme.Observed.ISquared, tolerance * (1 + i2), where);
                    if (pooled.GetProperty("seTau2").ValueKind == JsonValueKind.Number)
                    {
                        double error = pooled.GetProperty("seTau2").GetDouble();
                        Near(error, scheme.Observed.TauSquaredStandardError, tolerance * (1 + error), where);
                        compared++;
                    }
                }
            }
        }

        Assert.True(compared > 100, $"Only {compared} fits were compared.");
    }

    private static PooledEstimator? Estimator(string code) => code switch
    {
        "EE" => PooledEstimator.CommonEffect,
        "DL" => PooledEstimator.DerSimonianLaird,
        "REML" => PooledEstimator.Reml,
        "ML" => PooledEstimator.MaximumLikelihood,
        "PM" => PooledEstimator.PauleMandel,
        _ => null,
    };
}
