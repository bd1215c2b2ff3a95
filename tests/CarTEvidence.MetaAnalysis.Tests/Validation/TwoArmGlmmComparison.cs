using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;
using CarTEvidence.MetaAnalysis.Tests.Models.TwoArmGlmm;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>The random-effects models of two arms, and where and why R's metafor (<c>rma.glmm</c>) is off; the tests named show it.</summary>
internal static class TwoArmGlmmComparison
{
    /// <summary>metafor maximises over seven nodes (UM.FS, CM.AL) or stops its search early (CM.EL): 2e-4 in tau² of the second data set.</summary>
    private const double SevenNodes = 3;

    /// <summary>Random study effects by Laplace's approximation: 2.3 % of tau² and of the standard error in the second data set, whose tau² is small.</summary>
    private const double Laplace = 300;

    private static readonly Dictionary<(string Data, string Model, string Field), string> Explained = new()
    {
        [("two-arm-collins1985a", "CM.EL", "se")] = NumericalHessian,
        [("two-arm-collins1985a", "CM.EL", "ciLower")] = NumericalHessian,
        [("two-arm-collins1985a", "CM.EL", "ciUpper")] = NumericalHessian,
        [("two-arm-bcg", "CM.EL", "QWald")] = NumericalHessian,
    };

    private const string NumericalHessian =
        "metafor's CM.EL takes these from a numerical Hessian (a standard error of 0.070 where every other model has 0.13); `ConditionalExactTests` shows ours to be the curvature of the exact likelihood.";

    public static void Compare(string name, TwoArmData data, ReferenceEntry entry, Comparison comparison)
    {
        var code = entry.Text("model");
        var fit = Pooling.TwoArm(data, new TwoArmOptions { Model = MethodNames.Models.Parse(code), Interval = IntervalMethod.Wald });
        var scale = code == "UM.RS" ? Laplace : name == "two-arm-bcg" ? 1 : SevenNodes;
        var (stated, se) = (entry.Value("tolerance"), entry.Value("se"));
        void Check(string quantity, string field, double? own, double floor)
        {
            var expected = entry.Number(field);
            if (Explained.TryGetValue((name, code, field), out var reason))
            {
                comparison.Explain(expected.Path, reason);
                return;
            }

            comparison.Check(code, quantity, expected, own, scale * stated, floor, string.Empty);
        }

        Check("estimate", "estimate", fit.Transformed.Value, se);
        Check("standard error", "se", fit.Transformed.StandardError, 0);
        Check("lower limit", "ciLower", fit.Transformed.Interval?.Lower, se);
        Check("upper limit", "ciUpper", fit.Transformed.Interval?.Upper, se);
        Check("tau²", "tau2", fit.Heterogeneity.TauSquared, 1e-3);
        Check("I²", "I2", fit.Heterogeneity.ISquared, 1);
        Check("H²", "H2", fit.Heterogeneity.HSquared, 1);
        Check("Wald Q", "QWald", fit.Heterogeneity.CochranQ?.Statistic, 1e-3);
        Check("Wald Q p-value", "QWaldP", fit.Heterogeneity.CochranQ?.PValue, 1e-3);
        Check("likelihood-ratio Q", "QLRT", fit.Heterogeneity.LikelihoodRatio?.Statistic, 1e-3);
        Check("likelihood-ratio Q p-value", "QLRTp", fit.Heterogeneity.LikelihoodRatio?.PValue, 1e-3);
        var (theta, tau) = (entry.Value("estimate"), Math.Sqrt(entry.Value("tau2")));
        Table[] tables = [.. Enumerable.Range(0, data.Count).Select(i => Table.Of(data, i)).Where(t => t.A + t.C > 0)];
        Check("log-likelihood", "logLik", code switch { "UM.FS" => FixedStudiesAtModes(tables, theta, tau), "CM.AL" => ConditionalAtModes(tables, theta, tau), _ => fit.FitStatistics?.LogLikelihoodMl }, 1);
    }

    /// <summary>As metafor prints it for models with several nodes: given the most likely effects (see <see cref="ModeLikelihood"/>), at its estimates.</summary>
    private static double ConditionalAtModes(Table[] tables, double theta, double tau) => ModeLikelihood.Of<OffsetBinomialLikelihood, BinomialBranch>(
        tables.Select(t => new OffsetBinomialLikelihood(t.A, t.A + t.C, Math.Log((t.A + t.B) / (t.C + t.D)))), theta, tau);

    private static double FixedStudiesAtModes(Table[] tables, double theta, double tau) => tables.Sum(t =>
    {
        var (treated, control) = (new BinomialLikelihood(t.A, t.A + t.B), new BinomialLikelihood(t.C, t.C + t.D));
        var alpha = Maximisation.Brent(a => PlainTwoArm.Integrate(tau, u => treated.Value(a + theta + 0.5 * u) + control.Value(a - 0.5 * u)), -8, 8, 1e-9).Point;
        return At(alpha);

        double At(double a)
        {
            var u = ModeLikelihood.Mode(z => 0.5 * tau * (treated.Slope(a + theta + 0.5 * tau * z).Score - control.Slope(a - 0.5 * tau * z).Score) - z);
            return treated.Value(a + theta + 0.5 * tau * u) + control.Value(a - 0.5 * tau * u);
        }
    });
}
