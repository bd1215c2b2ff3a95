using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.RandomIntercept;

/// <summary>
/// R's metafor (<c>rma.glmm</c> by lme4) integrates over seven Gauss–Hermite nodes. Where that is not enough its numbers differ from ours by up to 1.3e-3; maximised here
/// over the same seven nodes they are metafor's.
/// </summary>
public sealed class SevenNodesTests
{
    /// <summary>What remains is where lme4's search stops.</summary>
    private const double SearchStops = 5e-5;

    private static readonly GaussRule Seven = GaussRule.Hermite(7);

    [Theory]
    [InlineData("case-reports")]
    [InlineData("large")]
    [InlineData("pritz1997")]
    [InlineData("small-near-one")]
    [InlineData("two-studies")]
    [InlineData("zero-heavy")]
    public void Maximum_ProportionsOverSevenNodes_IsMetafors(string name)
    {
        var reference = new CountReference($"proportions-{name}.json");
        var fit = Pooling.Proportions(reference.Proportions, new ProportionOptions { Interval = IntervalMethod.Wald });
        AssertMetafors<BinomialLikelihood, BinomialBranch>(reference, fit, [.. reference.Proportions.Select(s => new BinomialLikelihood(s.Events, s.Total))]);
    }

    [Theory]
    [InlineData("nielweise2008-arm1")]
    [InlineData("zero-heavy")]
    public void Maximum_RatesOverSevenNodes_IsMetafors(string name)
    {
        var reference = new CountReference($"rates-{name}.json");
        var data = reference.Rates;
        var fit = Pooling.Rates(data, new RateOptions { Model = PoolingModel.PoissonNormal, Interval = IntervalMethod.Wald });
        AssertMetafors<PoissonLikelihood, PoissonBranch>(reference, fit, [.. Enumerable.Range(0, data.Count).Select(i => new PoissonLikelihood(data.Events[i], data.Time[i]))]);
    }

    private static void AssertMetafors<TStudy, TBranch>(CountReference reference, PooledEffect fit, TStudy[] studies)
        where TStudy : ICountLikelihood<TBranch>
        where TBranch : struct, ILikelihoodBranch
    {
        var (mu, tau) = (fit.Transformed.Value!.Value, fit.Heterogeneity.Tau!.Value);
        if (tau < 1e-3)
        {
            // At tau² = 0 every number of nodes gives the same.
            Near.Equal(reference.Number("glmmMetafor", "estimate"), mu, SearchStops, what: "estimate");
            Near.Equal(reference.Number("glmmMetafor", "se"), fit.Transformed.StandardError, SearchStops, what: "standard error");
            return;
        }

        double At(double m, double t) => studies.Sum(study => OneStudy<TStudy, TBranch>(study, m, t));
        var hessian = (MuMu: 0.0, MuTau: 0.0, TauTau: 0.0);
        for (var step = 0; step < 12; step++)
        {
            const double H = 1e-3;
            var (up, down, more, less, here) = (At(mu + H, tau), At(mu - H, tau), At(mu, tau + H), At(mu, tau - H), At(mu, tau));
            var (slopeMu, slopeTau) = ((up - down) / (2 * H), (more - less) / (2 * H));
            hessian = ((up - 2 * here + down) / (H * H), (At(mu + H, tau + H) - At(mu + H, tau - H) - At(mu - H, tau + H) + At(mu - H, tau - H)) / (4 * H * H), (more - 2 * here + less) / (H * H));
            var determinant = hessian.MuMu * hessian.TauTau - hessian.MuTau * hessian.MuTau;
            mu -= (hessian.TauTau * slopeMu - hessian.MuTau * slopeTau) / determinant;
            tau -= (hessian.MuMu * slopeTau - hessian.MuTau * slopeMu) / determinant;
        }

        Near.Equal(reference.Number("glmmMetafor", "estimate"), mu, SearchStops, what: "estimate");
        Near.Equal(reference.Number("glmmMetafor", "tau2"), tau * tau, 2 * SearchStops, what: "tau²");
        Near.Equal(
            reference.Number("glmmMetafor", "se"), 1 / Math.Sqrt(-(hessian.MuMu - hessian.MuTau * hessian.MuTau / hessian.TauTau)), 2 * SearchStops, what: "standard error");
    }

    /// <summary>Around the most likely effect of the study, as adaptive quadrature has it.</summary>
    private static double OneStudy<TStudy, TBranch>(TStudy study, double mu, double tau)
        where TStudy : ICountLikelihood<TBranch>
        where TBranch : struct, ILikelihoodBranch
    {
        var mode = Validation.ModeLikelihood.Mode(u => tau * study.Slope(mu + tau * u).Score - u);
        var width = 1 / Math.Sqrt(1 + tau * tau * study.Slope(mu + tau * mode).Information);
        double Log(double u) => study.Value(mu + tau * u) - 0.5 * u * u;
        var top = Log(mode);
        var sum = 0.0;
        for (var i = 0; i < Seven.Nodes.Length; i++)
        {
            var z = Seven.Nodes.Span[i];
            sum += Seven.Weights.Span[i] * Math.Exp(Log(mode + width * z) - top + 0.5 * z * z);
        }

        return top + Math.Log(sum * width);
    }
}
