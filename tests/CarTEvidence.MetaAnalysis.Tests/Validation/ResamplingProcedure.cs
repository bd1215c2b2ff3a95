using System.Text.Json;
using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Every subset of the studies and the exact permutation test. Source: R 4.2.2, metafor 5.1-12, <c>gosh</c> and <c>permutest</c>, in the files named.</summary>
internal static class ResamplingProcedure
{
    public static readonly string[] Files = BiasProcedure.Files;

    /// <summary>Closed forms: the files print 14 digits.</summary>
    private const double ClosedForm = 1e-10;

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        foreach (var effect in file.Root.Entries("effects").Where(e => e.Has("resampling") && e["resampling"].Json.ValueKind == JsonValueKind.Object))
        {
            var (yi, vi) = (effect.Values("yi"), effect.Values("vi"));
            CompareSubsets(yi, vi, effect["resampling"]["goshEE"], PooledEstimator.CommonEffect, comparison);
            CompareSubsets(yi, vi, effect["resampling"]["goshDL"], PooledEstimator.DerSimonianLaird, comparison);
            var permuted = PermutationTest.Mean(yi, vi);
            comparison.Check("permutation of the mean", "p-value", effect["resampling"]["permutationMeanDL"].Number("p"), permuted.PValue, ClosedForm, 1, effect.Text("measure"));
            comparison.Require(effect["resampling"]["permutationMeanDL"].Number("permutations").Path, permuted.IsExact, "not every permutation was taken, as R does here");
        }
    }

    private static void CompareSubsets(double[] yi, double[] vi, ReferenceEntry expected, PooledEstimator estimator, Comparison comparison)
    {
        var actual = AllSubsets.Estimates(yi, vi, new SubsetOptions { Estimator = estimator });
        var (estimate, i2, tau2, q) = (expected.Numbers("estimate"), expected.Numbers("I2"), expected.Numbers("tau2"), expected.Numbers("Q"));
        for (var subset = 0; subset < estimate.Length; subset++)
        {
            int[] members = [.. Enumerable.Range(0, yi.Length).Where(i => ((subset + 1) >> i & 1) == 1)];
            var fit = RandomEffectsFit.Fit([.. members.Select(i => yi[i])], [.. members.Select(i => vi[i])], new RandomEffectsSettings { Common = true });
            void Check(string quantity, ReferenceNumber number, double own, double floor) =>
                comparison.Check($"all subsets, {estimator}", quantity, number, own, ClosedForm, floor, $"subset {subset}");

            Check("estimate", estimate[subset], actual.Means[subset], fit.StandardError(0));
            Check("I²", i2[subset], actual.ISquared[subset], 100);
            Check("tau²", tau2[subset], actual.TauSquared[subset], 1);
            Check("Q", q[subset], fit.Q, 1);
        }
    }
}
